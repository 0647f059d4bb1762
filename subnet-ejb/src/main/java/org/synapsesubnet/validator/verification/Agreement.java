package org.synapsesubnet.validator.verification;

import org.synapsesubnet.validator.verification.ReferenceAnswer.Piece;

/**
 * How far a miner's text is the reference's.
 *
 * <p>Behind the first other token the two go different ways, so nothing is compared there. That makes matched over
 * compared, summed over answers, the likeliest share of tokens that a miner draws as the reference does (a geometric law
 * whose observation ends with the text; Token-DiFR, arXiv 2511.20621, counts the same by forcing the text).
 *
 * @param compared tokens up to the first other one, that one included
 * @param matched of those, the same
 * @param completeness length against the reference's text, in millionths, at most 1,000,000
 */
record Agreement(int compared, int matched, int completeness) {

    Agreement {
        if (matched < 0 || compared < matched) {
            throw new IllegalArgumentException("matched: " + matched + " must be from 0 to compared, " + compared);
        }
    }

    static Agreement of(String answer, ReferenceAnswer reference) {
        int matched = 0;
        int at = 0;
        boolean together = true;
        for (Piece piece : reference.pieces()) {
            if (!answer.startsWith(piece.text(), at)) {
                together = false;
                break;
            }
            at += piece.text().length();
            matched += piece.length();
        }
        boolean same = together && at == answer.length();
        int whole = reference.text().length();
        int completeness =
                whole == 0 ? Challenge.MILLION : (int) (Math.min(answer.length(), whole) * 1_000_000L / whole);
        return new Agreement(same ? matched : matched + 1, matched, completeness);
    }

    boolean whole() {
        return compared == matched;
    }
}
