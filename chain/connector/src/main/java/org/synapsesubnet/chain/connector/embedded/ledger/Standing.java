package org.synapsesubnet.chain.connector.embedded.ledger;

import org.synapsesubnet.chain.api.NeuronPay;

/**
 * What the last epoch made of a neuron; proportions are u16.
 *
 * @param pay rao
 */
record Standing(boolean permit, int consensus, int incentive, int dividends, int validatorTrust, long pay) {

    static final Standing NEW = new Standing(false, 0, 0, 0, 0, 0);

    static Standing after(NeuronPay pay) {
        return new Standing(
                pay.validatorPermit(),
                pay.consensus(),
                pay.incentive(),
                pay.dividends(),
                pay.validatorTrust(),
                pay.pay());
    }
}
