package org.synapsesubnet.chain.consensus;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A vector file: parameters and, epoch by epoch, what goes in and what is to come out. Unknown keys are an error. */
record YumaVector(
        @JsonProperty(required = true) String name,
        @Nullable String source,
        @JsonProperty(required = true) Parameters parameters,
        @JsonProperty(required = true) List<Epoch> epochs) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** Units as in {@link ConsensusParameters} and {@link LiquidAlpha}; emission in rao. */
    record Parameters(
            @JsonProperty(required = true) int kappa,
            @JsonProperty(required = true) int bondsPenalty,
            @JsonProperty(required = true) int bondsMovingAverage,
            @JsonProperty(required = true) boolean yuma3,
            @JsonProperty(required = true) boolean liquidAlpha,
            @JsonProperty(required = true) int alphaLow,
            @JsonProperty(required = true) int alphaHigh,
            @JsonProperty(required = true) int alphaSigmoidSteepness,
            @JsonProperty(required = true) long emission) {

        boolean usesExponential() {
            return yuma3 && liquidAlpha;
        }

        ConsensusParameters forConsensus() {
            Optional<LiquidAlpha> liquid = usesExponential()
                    ? Optional.of(new LiquidAlpha(alphaLow, alphaHigh, alphaSigmoidSteepness))
                    : Optional.empty();
            return new ConsensusParameters(
                    kappa, bondsPenalty, bondsMovingAverage, yuma3, liquid, EpochInputs.MAX_NEURONS, 0);
        }
    }

    /** Lists by uid. Without bonds, those that the epoch before left are carried over. */
    record Epoch(
            @JsonProperty(required = true) List<Long> stake,
            @JsonProperty(required = true) List<Boolean> validatorPermit,
            @JsonProperty(required = true) List<Boolean> active,
            @JsonProperty(required = true) List<Long> lastUpdate,
            @JsonProperty(required = true) List<Long> registeredAt,
            @JsonProperty(required = true) long lastTempo,
            @JsonProperty(required = true) List<Map<Integer, Integer>> weights,
            @JsonProperty(required = false) @Nullable List<Map<Integer, Integer>> bonds,
            @JsonProperty(required = true) Expected expect) {

        private NeuronState neuron(int uid) {
            return new NeuronState(
                    stake.get(uid),
                    validatorPermit.get(uid),
                    active.get(uid),
                    lastUpdate.get(uid),
                    registeredAt.get(uid));
        }
    }

    /** Lists by uid: u16, bonds as stored, emission in rao. */
    record Expected(
            @JsonProperty(required = true) List<Long> consensus,
            @JsonProperty(required = true) List<Long> validatorTrust,
            @JsonProperty(required = true) List<Long> incentive,
            @JsonProperty(required = true) List<Long> dividends,
            @JsonProperty(required = true) List<Map<Integer, Integer>> bonds,
            @JsonProperty(required = true) List<Long> emission) {}

    static YumaVector read(Path file) {
        try {
            YumaVector vector = JSON.readValue(file.toFile(), YumaVector.class);
            if (vector.epochs().isEmpty()) {
                throw new IOException("no epochs");
            }
            return vector;
        } catch (IOException e) {
            throw new UncheckedIOException("Not a vector file: " + file, e);
        }
    }

    EpochInputs inputs(int index, SparseRows carriedBonds) {
        Epoch epoch = epochs.get(index);
        List<NeuronState> neurons =
                IntStream.range(0, epoch.stake().size()).mapToObj(epoch::neuron).toList();
        List<Map<Integer, Integer>> bonds = epoch.bonds();
        return new EpochInputs(
                neurons,
                OptionalInt.empty(),
                SparseRows.of(epoch.weights()),
                bonds == null ? carriedBonds : SparseRows.of(bonds),
                epoch.lastTempo(),
                parameters.emission(),
                parameters.forConsensus());
    }
}
