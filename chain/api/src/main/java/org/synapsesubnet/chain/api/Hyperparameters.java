package org.synapsesubnet.chain.api;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Objects;

/**
 * The rules' numbers.
 *
 * @param tempo blocks of an epoch, 2 to 1000000
 * @param announceRateLimit least blocks between two announcements of an axon, 0 to 1000000
 */
public record Hyperparameters(
        int tempo,
        int announceRateLimit,
        Registration registration,
        Weighting weighting,
        Validation validation,
        Economy economy)
        implements Serializable {

    private static final int MOST_BLOCKS = 1_000_000;
    private static final long COIN = 1_000_000_000L;

    /** Every coin there may ever be, rao: as many as on Bittensor. */
    public static final long MAX_SUPPLY = 21_000_000 * COIN;

    /** What the embedded ledger starts with, at its usual tempo. */
    public static final Hyperparameters EMBEDDED = embedded(20);

    /**
     * What the embedded ledger starts with: a starting amount for everybody, 10 epochs of immunity, and stake that counts
     * for 5 epochs after its last weights. Miners' pay becomes stake; if it counted for long without weights of its own, it
     * would soon stand in the way of a majority.
     *
     * @param tempo blocks of an epoch, 2 to 1000000
     */
    public static Hyperparameters embedded(int tempo) {
        return new Hyperparameters(
                tempo,
                5,
                new Registration(256, (int) Math.min(MOST_BLOCKS, 10L * tempo), COIN / 10, 8),
                new Weighting(5, 1, 1),
                new Validation(64, 0, 32_767, 65_535, 900_000, (int) Math.min(MOST_BLOCKS, 5L * tempo)),
                new Economy(20 * COIN, 11_796, 1_000_000, 1_000 * COIN));
    }

    public Hyperparameters {
        Objects.requireNonNull(registration, "registration");
        Objects.requireNonNull(weighting, "weighting");
        Objects.requireNonNull(validation, "validation");
        Objects.requireNonNull(economy, "economy");
        Range.check("tempo", tempo, 2, MOST_BLOCKS);
        Range.check("announceRateLimit", announceRateLimit, 0, MOST_BLOCKS);
    }

    /**
     * Who gets in.
     *
     * @param maxNeurons 1 to {@link WeightRow#MAX_ENTRIES}
     * @param immunity blocks in which a new neuron isn't replaced, 0 to 1000000
     * @param cost burned per registration, rao
     * @param perBlock most registrations in one block, 1 to 1000
     */
    public record Registration(int maxNeurons, int immunity, long cost, int perBlock) implements Serializable {
        public Registration {
            Range.check("maxNeurons", maxNeurons, 1, WeightRow.MAX_ENTRIES);
            Range.check("immunity", immunity, 0, MOST_BLOCKS);
            Range.check("cost", cost, 0, MAX_SUPPLY);
            Range.check("perBlock", perBlock, 1, 1_000);
        }
    }

    /**
     * How weights come in.
     *
     * @param rateLimit least blocks between two commits, 0 to 1000000
     * @param revealPeriod epochs between commit and reveal, 1 to 100
     * @param minEntries least weights of a row, 0 to {@link WeightRow#MAX_ENTRIES}
     */
    public record Weighting(int rateLimit, int revealPeriod, int minEntries) implements Serializable {

        /** Most commits of one hotkey that are neither revealed nor expired. */
        public static final int MAX_OPEN_COMMITS = 10;

        public Weighting {
            Range.check("rateLimit", rateLimit, 0, MOST_BLOCKS);
            Range.check("revealPeriod", revealPeriod, 1, 100);
            Range.check("minEntries", minEntries, 0, WeightRow.MAX_ENTRIES);
        }
    }

    /**
     * What consensus depends on; see {@code ConsensusParameters}.
     *
     * @param maxValidators permits given out at an epoch, 1 to 1024
     * @param stakeThreshold stake in rao that a validator needs
     * @param kappa u16
     * @param bondsPenalty u16
     * @param bondsMovingAverage millionths
     * @param activityCutoff blocks after its last weights in which a validator's stake still counts, 1 to 1000000
     */
    public record Validation(
            int maxValidators,
            long stakeThreshold,
            int kappa,
            int bondsPenalty,
            int bondsMovingAverage,
            int activityCutoff)
            implements Serializable {
        public Validation {
            Range.check("maxValidators", maxValidators, 1, 1_024);
            Range.check("stakeThreshold", stakeThreshold, 0, MAX_SUPPLY);
            Range.check("kappa", kappa, 0, 65_535);
            Range.check("bondsPenalty", bondsPenalty, 0, 65_535);
            Range.check("bondsMovingAverage", bondsMovingAverage, 0, 1_000_000);
            Range.check("activityCutoff", activityCutoff, 1, MOST_BLOCKS);
        }
    }

    /**
     * Where coins come from and go to; rao.
     *
     * @param emission new ones per epoch
     * @param delegateTake what a hotkey's owner keeps of the pay that others' stake earned, u16
     * @param minStake least amount that may be staked at once
     * @param faucet starting amount of each account, 0 for none
     */
    public record Economy(long emission, int delegateTake, long minStake, long faucet) implements Serializable {
        public Economy {
            Range.check("emission", emission, 0, MAX_SUPPLY);
            Range.check("delegateTake", delegateTake, 0, 65_535);
            Range.check("minStake", minStake, 1, MAX_SUPPLY);
            Range.check("faucet", faucet, 0, MAX_SUPPLY);
        }
    }

    public Hyperparameters withTempo(int newTempo) {
        return new Hyperparameters(newTempo, announceRateLimit, registration, weighting, validation, economy);
    }

    public Hyperparameters with(Registration changed) {
        return new Hyperparameters(tempo, announceRateLimit, changed, weighting, validation, economy);
    }

    public Hyperparameters with(Weighting changed) {
        return new Hyperparameters(tempo, announceRateLimit, registration, changed, validation, economy);
    }

    public Hyperparameters with(Validation changed) {
        return new Hyperparameters(tempo, announceRateLimit, registration, weighting, changed, economy);
    }

    public Hyperparameters with(Economy changed) {
        return new Hyperparameters(tempo, announceRateLimit, registration, weighting, validation, changed);
    }

    /** Writes all numbers in their order. */
    public void writeTo(DataOutput out) throws IOException {
        out.writeInt(tempo);
        out.writeInt(announceRateLimit);
        out.writeInt(registration.maxNeurons);
        out.writeInt(registration.immunity);
        out.writeLong(registration.cost);
        out.writeInt(registration.perBlock);
        out.writeInt(weighting.rateLimit);
        out.writeInt(weighting.revealPeriod);
        out.writeInt(weighting.minEntries);
        out.writeInt(validation.maxValidators);
        out.writeLong(validation.stakeThreshold);
        out.writeInt(validation.kappa);
        out.writeInt(validation.bondsPenalty);
        out.writeInt(validation.bondsMovingAverage);
        out.writeInt(validation.activityCutoff);
        out.writeLong(economy.emission);
        out.writeInt(economy.delegateTake);
        out.writeLong(economy.minStake);
        out.writeLong(economy.faucet);
    }

    /** Reads what {@link #writeTo} wrote. */
    public static Hyperparameters readFrom(DataInput in) throws IOException {
        return new Hyperparameters(
                in.readInt(),
                in.readInt(),
                new Registration(in.readInt(), in.readInt(), in.readLong(), in.readInt()),
                new Weighting(in.readInt(), in.readInt(), in.readInt()),
                new Validation(in.readInt(), in.readLong(), in.readInt(), in.readInt(), in.readInt(), in.readInt()),
                new Economy(in.readLong(), in.readInt(), in.readLong(), in.readLong()));
    }
}
