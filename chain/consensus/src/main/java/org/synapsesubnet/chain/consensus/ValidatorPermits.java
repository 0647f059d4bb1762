package org.synapsesubnet.chain.consensus;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Who may validate until the next epoch (step 2): those with the most stake, none of them without stake, and always the
 * owner. Of equal stakes at the edge the higher uid wins, as in {@code is_topk_nonzero}.
 */
final class ValidatorPermits {

    private ValidatorPermits() {}

    /** Permits by uid, out of normalised stake S by uid. */
    static boolean[] of(long[] stake, EpochInputs inputs) {
        int n = stake.length;
        boolean[] permits = new boolean[n];
        int[] best = IntStream.range(0, n)
                .filter(uid -> stake[uid] != 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(uid -> stake[uid])
                        .thenComparing(Comparator.naturalOrder())
                        .reversed())
                .limit(inputs.parameters().maxAllowedValidators())
                .mapToInt(Integer::intValue)
                .toArray();
        Arrays.stream(best).forEach(uid -> permits[uid] = true);
        inputs.owner().ifPresent(uid -> permits[uid] = true);
        return permits;
    }
}
