package io.vertebra.api.box;

import java.util.Arrays;

/** The order of scores: the highest first, equal ones as they stand. */
public final class Ranking {
    private Ranking() {}

    /**
     * Indices of the best scores, sorted.
     *
     * @param scores NaN never qualifies
     * @param above only scores greater than this qualify; {@link Float#NEGATIVE_INFINITY} for all but that value itself
     * @param limit how many indices to return at most
     */
    public static int[] best(float[] scores, float above, int limit) {
        long[] keys = new long[scores.length];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] > above) {
                keys[count++] = key(scores[i], i);
            }
        }
        Arrays.sort(keys, 0, count);
        int[] best = new int[Math.min(count, Math.max(0, limit))];
        for (int k = 0; k < best.length; k++) {
            best[k] = (int) keys[k];
        }
        return best;
    }

    /** Sorts by descending score, then by index: one long each, so that no object is made per candidate. */
    private static long key(float score, int index) {
        int bits = Float.floatToIntBits(score + 0f);
        int ascending = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
        return (long) ~ascending << 32 | index;
    }
}
