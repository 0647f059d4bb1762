package org.synapsesubnet.validator.gateway.routing;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import org.synapsesubnet.chain.api.KeyId;
import org.synapsesubnet.chain.api.Metagraph;

/** Keeps the directory in step with the chain. While the chain says nothing, what it said last counts. */
public final class ChainMiners {

    private final MinerDirectory directory;
    private final MinerProbe probe;
    private final EndpointPolicy policy;
    private final KeyId self;
    private final Executor threads;
    private volatile List<RefusedNeuron> refused = List.of();

    /**
     * @param self this validator's hotkey
     * @param threads ask newcomers how they stand
     */
    public ChainMiners(
            MinerDirectory directory, MinerProbe probe, EndpointPolicy policy, KeyId self, Executor threads) {
        this.directory = directory;
        this.probe = probe;
        this.policy = policy;
        this.self = self;
        this.threads = threads;
    }

    /** Takes up who came, lets go who left, and asks the new ones how they stand without waiting for their answers. */
    public void follow(Metagraph now) {
        Roster roster = Roster.of(now, policy, self);
        tellOfRefusals(roster.refused());
        refused = roster.refused();
        List<Miner> newcomers = directory.follow(roster.called());
        for (Miner miner : newcomers) {
            RoutingLog.LOG.minerFound(
                    miner.endpoint().name(),
                    miner.endpoint().hotkey(),
                    miner.endpoint().axon());
        }
        if (!newcomers.isEmpty()) {
            threads.execute(() -> probe.ask(newcomers));
        }
    }

    /** Neurons that announced an axon which isn't called, by ascending uid. */
    public List<RefusedNeuron> refused() {
        return refused;
    }

    private void tellOfRefusals(List<RefusedNeuron> now) {
        Set<RefusedNeuron> known = new HashSet<>(refused);
        for (RefusedNeuron neuron : now) {
            if (!known.contains(neuron)) {
                RoutingLog.LOG.neuronRefused(neuron.uid(), neuron.hotkey(), neuron.reason());
            }
        }
    }
}
