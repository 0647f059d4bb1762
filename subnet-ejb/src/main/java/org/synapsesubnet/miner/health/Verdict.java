package org.synapsesubnet.miner.health;

/**
 * What the last questions to an engine came to.
 *
 * @param finding how it is
 * @param reason why, in words; empty where the finding says it all
 */
public record Verdict(Finding finding, String reason) {

    /** Nobody has asked, or no answer has come yet. */
    public static final Verdict NONE = new Verdict(Finding.UNKNOWN, "");

    /** How an engine is. */
    public enum Finding {
        /** It hasn't generated anything yet, and may take a while longer; the reason is why it last didn't. */
        UNKNOWN,
        /** It generates. */
        WELL,
        /** It generates, slowly against its own past. */
        SLOW,
        /** It doesn't answer in time, but works. */
        BUSY,
        /** It didn't answer in time once; it is asked again at once. */
        SUSPECT,
        /** It doesn't generate. */
        DEAD,
        /** The same, of one that others have to repair. */
        FAILING
    }

    /** The same of one that isn't ours to replace. */
    public Verdict beyondRepair() {
        return new Verdict(Finding.FAILING, reason);
    }

    public boolean isDead() {
        return finding == Finding.DEAD;
    }
}
