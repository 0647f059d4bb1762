package org.synapsesubnet.validator.scoring;

/**
 * A miner's terms and what they make, in millionths.
 *
 * @param raw of this epoch alone
 * @param score smoothed over the epochs of this registration
 */
record Score(int quality, int reliability, int speed, int raw, int score) {

    static final Score NONE = new Score(0, 0, 0, 0, 0);

    Score {
        requireShare("quality", quality);
        requireShare("reliability", reliability);
        requireShare("speed", speed);
        requireShare("raw", raw);
        requireShare("score", score);
    }

    /**
     * Half of the new and half of the old: who turns bad loses three quarters within two epochs, and who comes anew has
     * to earn as much. A new registration begins at 0, so that nobody sheds a bad name by it.
     */
    static Score of(int quality, int reliability, int speed, Score before) {
        int raw = Millionths.times(Millionths.times(quality, reliability), Millionths.root(speed));
        return new Score(quality, reliability, speed, raw, (int) Millionths.divide((long) raw + before.score(), 2));
    }

    /**
     * What goes to the chain: the square, so that half as good is paid a quarter. It separates without the cliff of the
     * fourth power that peers use, where a tenth less costs a third.
     *
     * @param best the best score of all, at least this one
     */
    int weight(int best) {
        return best == 0 ? 0 : (int) Millionths.divide((long) score * score * 65_535, (long) best * best);
    }

    private static void requireShare(String field, int value) {
        if (value < 0 || value > Millionths.ONE) {
            throw new IllegalArgumentException(field + ": " + value + " must be from 0 to " + Millionths.ONE);
        }
    }
}
