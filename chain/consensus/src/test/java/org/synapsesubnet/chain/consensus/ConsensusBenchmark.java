package org.synapsesubnet.chain.consensus;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * How long an epoch takes to settle. To be met: 5 ms for a full subnet of today, 2 s within a heap of 1 GB for 10 000
 * miners and 1 000 validators that each weigh 1 %.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx1g")
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class ConsensusBenchmark {

    /** What is settled: neurons and how densely validators weigh miners. */
    public enum Size {
        /** 256 neurons, 64 of them validators that weigh every miner. */
        FULL_SUBNET(64, 192, 1.0),
        /** 11 000 neurons, 1 000 of them validators that weigh 1 % of the miners. */
        TEN_THOUSAND_MINERS(1_000, 10_000, 0.01);

        private final int validators;
        private final int miners;
        private final double density;

        Size(int validators, int miners, double density) {
            this.validators = validators;
            this.miners = miners;
            this.density = density;
        }

        private SyntheticSubnet subnet() {
            return new SyntheticSubnet(validators, miners, density, 1);
        }
    }

    @Param
    Size size = Size.FULL_SUBNET;

    @Param({"false", "true"})
    boolean liquid;

    private EpochInputs inputs = Size.FULL_SUBNET.subnet().inputs(ConsensusParameters.LEGACY);

    @Setup
    public void makeUpSubnet() {
        Optional<LiquidAlpha> alpha = liquid ? Optional.of(LiquidAlpha.DEFAULT) : Optional.empty();
        inputs = size.subnet().inputs(new ConsensusParameters(32_767, 65_535, 900_000, liquid, alpha, 1_000, 0));
    }

    @Benchmark
    public EpochOutcome settle() {
        return YumaConsensus.settle(inputs);
    }

    /** Runs it all, in about a minute; no arguments. */
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(ConsensusBenchmark.class.getSimpleName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
