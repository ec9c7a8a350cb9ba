package io.vertebra.detection.retinanet;

import java.util.Arrays;

/**
 * The best of very many scores with the places where they stand, the best first, of equal ones that with the smaller place.
 * One long each, score above place, so that nothing is boxed.
 */
final class BestScores {
    private final int limit;
    private final long[] keys;
    private int count;
    /** Keys up to this one are not among the best. */
    private long floor = -1;

    BestScores(int limit) {
        this.limit = limit;
        keys = new long[2 * limit];
    }

    /**
     * Takes note of one.
     *
     * @param score in [0, 1]
     * @param place at least 0
     */
    void offer(float score, int place) {
        long key = (long) Float.floatToIntBits(score) << 32 | (Integer.MAX_VALUE - place);
        if (key <= floor) {
            return;
        }
        if (count == keys.length) {
            shrink();
        }
        keys[count++] = key;
    }

    /** Sorts, the worst first, and keeps the best. */
    private void shrink() {
        Arrays.sort(keys, 0, count);
        if (count > limit) {
            System.arraycopy(keys, count - limit, keys, 0, limit);
            count = limit;
            floor = keys[0];
        }
    }

    /** Ends the collecting; afterwards ranks from 0 up to this can be asked for. */
    int finish() {
        shrink();
        return count;
    }

    float score(int rank) {
        return Float.intBitsToFloat((int) (keys[count - 1 - rank] >>> 32));
    }

    int place(int rank) {
        return Integer.MAX_VALUE - (int) keys[count - 1 - rank];
    }
}
