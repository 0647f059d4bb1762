package org.synapsesubnet.web.chain;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.synapsesubnet.api.chain.AxonView;
import org.synapsesubnet.api.chain.ChainView;
import org.synapsesubnet.api.chain.CommandResult;
import org.synapsesubnet.api.chain.MetagraphView;
import org.synapsesubnet.api.chain.NeuronView;
import org.synapsesubnet.api.chain.RulesView;
import org.synapsesubnet.chain.ChainDesk;
import org.synapsesubnet.chain.api.AxonEndpoint;
import org.synapsesubnet.chain.api.ChainEvent;
import org.synapsesubnet.chain.api.Hyperparameters;
import org.synapsesubnet.chain.api.Metagraph;
import org.synapsesubnet.chain.api.NeuronInfo;

/** The port's values in the form that REST shows. */
final class ChainViews {
    private ChainViews() {}

    static ChainView of(ChainDesk.Standing standing) {
        Metagraph metagraph = standing.metagraph();
        return new ChainView(
                metagraph.chain().chainId(),
                metagraph.chain().netuid(),
                standing.traits().settlement().name().toLowerCase(Locale.ROOT),
                standing.traits().finalityDepth(),
                standing.head().number(),
                standing.head().hash().text(),
                standing.head().timestamp(),
                metagraph.epoch(),
                metagraph.epochStart(),
                of(standing.rules()));
    }

    private static RulesView of(Hyperparameters rules) {
        return new RulesView(
                rules.tempo(),
                rules.announceRateLimit(),
                rules.registration().maxNeurons(),
                rules.registration().immunity(),
                rules.registration().cost(),
                rules.registration().perBlock(),
                rules.weighting().rateLimit(),
                rules.weighting().revealPeriod(),
                rules.weighting().minEntries(),
                rules.validation().maxValidators(),
                rules.validation().stakeThreshold(),
                rules.validation().activityCutoff(),
                rules.economy().emission(),
                rules.economy().delegateTake(),
                rules.economy().minStake(),
                rules.economy().faucet());
    }

    static MetagraphView of(Metagraph metagraph) {
        return new MetagraphView(
                metagraph.chain().chainId(),
                metagraph.chain().netuid(),
                metagraph.block(),
                metagraph.blockHash().text(),
                metagraph.epoch(),
                metagraph.epochStart(),
                metagraph.neurons().stream().map(ChainViews::of).toList());
    }

    private static NeuronView of(NeuronInfo neuron) {
        return new NeuronView(
                neuron.uid(),
                neuron.hotkey().toString(),
                neuron.coldkey().toString(),
                neuron.registeredAt(),
                neuron.axon().map(ChainViews::of).orElse(null),
                neuron.stake(),
                neuron.validatorPermit(),
                neuron.lastUpdate(),
                neuron.consensus(),
                neuron.incentive(),
                neuron.dividends(),
                neuron.validatorTrust(),
                neuron.pay(),
                neuron.active());
    }

    private static AxonView of(AxonEndpoint axon) {
        return new AxonView(
                axon.address(),
                axon.port(),
                axon.certificateDigest(),
                axon.key().toString());
    }

    static CommandResult of(long block, List<ChainEvent> events) {
        return new CommandResult(block, events.stream().map(ChainViews::of).toList());
    }

    /** Events are records of values that are readable as text. */
    private static CommandResult.Event of(ChainEvent event) {
        Map<String, String> values = new LinkedHashMap<>();
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            try {
                values.put(
                        component.getName(),
                        String.valueOf(component.getAccessor().invoke(event)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("an event of the chain can't be read", e);
            }
        }
        return new CommandResult.Event(event.getClass().getSimpleName(), values);
    }
}
