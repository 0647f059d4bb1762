package org.synapsesubnet.chain.api;

import java.io.Serializable;
import java.util.Objects;

/**
 * What an epoch brought to one neuron. Proportions are u16 of 65535.
 *
 * @param consensus the weight a majority of stake gives it
 * @param incentive its share of the miners' pay
 * @param dividends its share of the validators' pay
 * @param validatorTrust how much of its weights was within consensus
 * @param minerPay its pay as a miner, rao
 * @param validatorPay its pay as a validator, rao, before it is shared with those who staked on it
 * @param validatorPermit whether it may validate until the next epoch
 */
public record NeuronPay(
        int uid,
        KeyId hotkey,
        int consensus,
        int incentive,
        int dividends,
        int validatorTrust,
        long minerPay,
        long validatorPay,
        boolean validatorPermit)
        implements Serializable {

    public NeuronPay {
        Objects.requireNonNull(hotkey, "hotkey");
        Range.check("uid", uid, 0, 65_535);
        Range.check("minerPay", minerPay, 0, Long.MAX_VALUE);
        Range.check("validatorPay", validatorPay, 0, Long.MAX_VALUE - minerPay);
    }

    /** Both pays, rao. */
    public long pay() {
        return minerPay + validatorPay;
    }
}
