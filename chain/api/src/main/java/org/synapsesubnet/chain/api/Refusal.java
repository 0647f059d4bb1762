package org.synapsesubnet.chain.api;

/** Why a chain didn't take a command. Nothing has happened then, and the nonce is still free. */
public enum Refusal {
    /** The command was signed for another chain or subnet. */
    WRONG_CHAIN,
    /** This chain takes no signatures of the signer's scheme. */
    UNSUPPORTED_KEY_SCHEME,
    /** The signature isn't the signer's, or is for something else. */
    BAD_SIGNATURE,
    /** The chain has taken another command with this nonce, or one so long ago that it can't tell. */
    NONCE_USED,
    /** The signer's commands with smaller nonces are missing. */
    NONCE_AHEAD,
    /** The coldkey hasn't got that much. */
    INSUFFICIENT_BALANCE,
    /** This chain gives no starting amounts. */
    FAUCET_CLOSED,
    /** The coldkey has had its starting amount. */
    FAUCET_USED,
    /** All coins there may ever be are out. */
    SUPPLY_EXHAUSTED,
    /** The hotkey has a neuron. */
    ALREADY_REGISTERED,
    /** The hotkey belongs to another coldkey. */
    NOT_THE_OWNER,
    /** A block takes no more registrations than it has. */
    TOO_MANY_REGISTRATIONS,
    /** There is no free uid, and every neuron is immune. */
    SUBNET_FULL,
    /** The hotkey has no neuron. */
    NOT_REGISTERED,
    /** The last announcement was too few blocks ago. */
    ANNOUNCED_TOO_SOON,
    /** Nobody has ever registered this hotkey. */
    UNKNOWN_HOTKEY,
    /** Less than the least amount that may be staked. */
    STAKE_TOO_SMALL,
    /** The coldkey hasn't staked that much on the hotkey. */
    INSUFFICIENT_STAKE,
    /** The neuron wasn't among those that may validate when the last epoch settled. */
    NO_VALIDATOR_PERMIT,
    /** The hotkey's stake is below what a validator needs. */
    BELOW_STAKE_THRESHOLD,
    /** The last commit was too few blocks ago. */
    COMMITTED_TOO_SOON,
    /** Too many commits are neither revealed nor expired. */
    TOO_MANY_OPEN_COMMITS,
    /** There is no commit to reveal. */
    NO_OPEN_COMMIT,
    /** The commit's reveal period hasn't begun. */
    REVEALED_TOO_EARLY,
    /** The commit's reveal period is over. */
    COMMIT_EXPIRED,
    /** No open commit is of these weights and this salt. */
    REVEAL_DOES_NOT_MATCH,
    /** A weight is for a uid that the subnet hasn't got. */
    UNKNOWN_UID,
    /** The row has fewer weights than it must have. */
    TOO_FEW_WEIGHTS
}
