package org.synapsesubnet.engine.tokenizer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import org.synapsesubnet.engine.gguf.MalformedGgufException;

/** The merges of a byte-pair encoding (Sennrich et al. 2016): which neighbours join, and in which order. */
final class Merges {

    static final String KEY = "tokenizer.ggml.merges";

    /** From the ids of two neighbours to the rank of their merge. */
    private final Map<Long, Integer> ranks;

    private final int[] results;

    private Merges(Map<Long, Integer> ranks, int[] results) {
        this.ranks = ranks;
        this.results = results;
    }

    static Merges of(List<String> merges, Vocabulary vocabulary) throws MalformedGgufException {
        Map<Long, Integer> ranks = HashMap.newHashMap(merges.size());
        int[] results = new int[merges.size()];
        for (int rank = 0; rank < results.length; rank++) {
            String merge = merges.get(rank);
            int space = merge.indexOf(' ', 1);
            if (space < 0) {
                throw new MalformedGgufException(
                        KEY + "[" + rank + "]: " + merge + ", but two tokens with a space between them are needed");
            }
            OptionalInt left = vocabulary.id(merge.substring(0, space));
            OptionalInt right = vocabulary.id(merge.substring(space + 1));
            OptionalInt whole = vocabulary.id(merge.substring(0, space) + merge.substring(space + 1));
            if (left.isEmpty() || right.isEmpty() || whole.isEmpty()) {
                throw new MalformedGgufException(
                        KEY + "[" + rank + "]: " + merge + ", but both parts and the whole must be tokens");
            }
            ranks.putIfAbsent(pair(left.getAsInt(), right.getAsInt()), rank);
            results[rank] = whole.getAsInt();
        }
        return new Merges(ranks, results);
    }

    private static long pair(int left, int right) {
        return (long) left << 32 | right;
    }

    /**
     * Joins the tokens of one word as long as a merge fits, the lowest rank and then the leftmost first, in
     * O(n log n): a hostile word of megabytes must not take quadratic time.
     *
     * @return the tokens left, in order
     */
    int[] apply(int[] word) {
        int[] ids = word.clone();
        int[] next = new int[ids.length];
        int[] previous = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            next[i] = i + 1;
            previous[i] = i - 1;
        }
        PriorityQueue<Long> candidates = new PriorityQueue<>();
        for (int i = 0; i + 1 < ids.length; i++) {
            offer(candidates, ids, i, i + 1);
        }
        boolean[] gone = new boolean[ids.length];
        int left = ids.length;
        for (Long candidate = candidates.poll(); candidate != null; candidate = candidates.poll()) {
            int at = candidate.intValue();
            int rank = (int) (candidate >> 32);
            // The neighbours may have changed since this was offered; the queue isn't searched for what went stale.
            if (gone[at] || next[at] >= ids.length || rank(ids[at], ids[next[at]]) != rank) {
                continue;
            }
            int right = next[at];
            ids[at] = results[rank];
            gone[right] = true;
            left--;
            next[at] = next[right];
            if (next[at] < ids.length) {
                previous[next[at]] = at;
                offer(candidates, ids, at, next[at]);
            }
            if (previous[at] >= 0) {
                offer(candidates, ids, previous[at], at);
            }
        }
        return collect(ids, next, left);
    }

    private static int[] collect(int[] ids, int[] next, int count) {
        int[] tokens = new int[count];
        int at = 0;
        for (int i = 0; i < count; i++) {
            tokens[i] = ids[at];
            at = next[at];
        }
        return tokens;
    }

    private void offer(PriorityQueue<Long> candidates, int[] ids, int left, int right) {
        int rank = rank(ids[left], ids[right]);
        if (rank >= 0) {
            candidates.add((long) rank << 32 | left);
        }
    }

    private int rank(int left, int right) {
        return ranks.getOrDefault(pair(left, right), -1);
    }
}
