package org.synapsesubnet.miner;

import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.synapsesubnet.container.ContainerPhase;
import org.synapsesubnet.container.ObservedContainer;
import org.synapsesubnet.miner.health.AxonProbe;
import org.synapsesubnet.miner.health.FrontedGenerationProbe;
import org.synapsesubnet.miner.health.GenerationProbe;
import org.synapsesubnet.miner.health.HealthSettings;
import org.synapsesubnet.miner.health.HealthWatch;
import org.synapsesubnet.miner.health.HealthWatch.Subject;
import org.synapsesubnet.miner.health.Question;
import org.synapsesubnet.miner.health.Verdict;

/**
 * Who on a host is to be asked for its health, and how.
 *
 * @param client for engines that are asked directly
 * @param settings with the questions' deadlines
 * @param ownership how ours are named
 * @param axons of the host, if it has any
 * @param host whose engines may be out of reach but for their axons, or not ours to repair
 * @param lacksModel whether a miner of this name can't generate, since its model isn't there yet
 */
record Subjects(
        HttpClient client,
        HealthSettings settings,
        Ownership ownership,
        Optional<HostAxons> axons,
        HostAddress host,
        Predicate<String> lacksModel) {

    /** Those that run, by their containers' ids. */
    Map<String, Subject> of(List<FleetMiner> miners, Map<String, ObservedContainer> byName) {
        var subjects = new HashMap<String, Subject>();
        for (FleetMiner miner : miners) {
            for (int ordinal = 0; ordinal < miner.wanted(); ordinal++) {
                ReplicaKey key = new ReplicaKey(miner.name(), ordinal);
                ObservedContainer engine = byName.get(ownership.container(key));
                ObservedContainer axon = byName.get(ownership.container(key, Part.AXON));
                Optional<AxonProbe> toAxon = toAxon(axon);
                if (axon != null) {
                    toAxon.ifPresent(question -> add(subjects, axon, question));
                }
                if (engine != null && engine.phase() == ContainerPhase.RUNNING && !lacksModel.test(miner.name())) {
                    String model = miner.models().getFirst();
                    (host.isRemote() ? through(key, model, toAxon) : directly(engine, model))
                            .ifPresent(question -> add(subjects, engine, question));
                }
            }
        }
        return subjects;
    }

    /** Those on engines that aren't ours to replace say so. */
    Map<String, Verdict> verdicts(HealthWatch health) {
        Map<String, Verdict> all = new HashMap<>(health.verdicts());
        if (!host.isManaged()) {
            all.replaceAll((container, verdict) -> verdict.isDead() ? verdict.beyondRepair() : verdict);
        }
        return all;
    }

    /** Why a miner's engines can't be asked yet, in words; null where nothing stands against it. */
    @Nullable
    String missingModel(FleetMiner miner) {
        return lacksModel.test(miner.name())
                ? "its engine lacks the model " + miner.models().getFirst()
                : null;
    }

    private Optional<AxonProbe> toAxon(@Nullable ObservedContainer axon) {
        return axons.flatMap(known ->
                known.address(axon).map(address -> new AxonProbe(known.lines().client(), address, settings)));
    }

    private Optional<Question> directly(ObservedContainer engine, String model) {
        return engine.address()
                .map(Blueprint::listening)
                .map(address -> new GenerationProbe(client, address, model, settings));
    }

    private Optional<Question> through(ReplicaKey key, String model, Optional<AxonProbe> toAxon) {
        return axons.flatMap(known -> toAxon.flatMap(axon -> known.session(key, axon.axon())
                .map(session -> new FrontedGenerationProbe(session, axon, model, settings))));
    }

    private static void add(Map<String, Subject> subjects, ObservedContainer container, Question question) {
        subjects.put(container.id(), new Subject(container.id(), question, container.createdAt()));
    }
}
