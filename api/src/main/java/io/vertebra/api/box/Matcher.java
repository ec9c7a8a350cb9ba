package io.vertebra.api.box;

import java.util.Arrays;

/**
 * Which ground truth each anchor is trained for: the one that it overlaps most (of equal ones the first), when the overlap is
 * high enough.
 *
 * @param low an overlap below it makes an anchor background
 * @param high an overlap of at least this much makes an anchor belong to the ground truth; between the two it is left out
 * @param promise what a ground truth gets that no anchor overlaps enough
 */
public record Matcher(float low, float high, Promise promise) {
    /** The anchor is background. */
    public static final int BACKGROUND = -1;

    /** The anchor takes no part in the loss. */
    public static final int IGNORED = -2;

    /** What a ground truth gets whatever the thresholds say. */
    public enum Promise {
        /** Nothing. */
        NONE,
        /**
         * Each anchor that overlaps a ground truth as much as any does belongs to the ground truth that the anchor itself
         * overlaps most: "low quality matches" of RetinaNet and RPN. For a ground truth that no anchor overlaps these are all
         * anchors that do not overlap it, as in the reference.
         */
        BEST_ANCHORS,
        /** The first of the anchors that overlap it most is its own; of ground truths with the same one the last has it: SSD. */
        ONE_ANCHOR
    }

    /** 0 to low to high to 1. */
    public Matcher {
        if (!(low <= high)) {
            throw new IllegalArgumentException("the low threshold is at most the high one: " + low + ", " + high);
        }
    }

    /** One threshold, and an anchor for each ground truth; Liu et al. 2016, section 2.2. */
    public static Matcher ssd(float threshold) {
        return new Matcher(threshold, threshold, Promise.ONE_ANCHOR);
    }

    /**
     * Matches.
     *
     * @param overlaps one row for each ground truth, as {@link Overlap#iou(float[], float[])} gives it; NaN counts as less than
     *     anything
     * @param truths number of ground truths, may be 0
     * @param anchors number of anchors
     * @return for each anchor the index of its ground truth, or {@link #BACKGROUND}, or {@link #IGNORED}
     */
    public int[] match(float[] overlaps, int truths, int anchors) {
        if (overlaps.length != truths * anchors) {
            throw new IllegalArgumentException(overlaps.length + " overlaps are not those of " + truths
                    + " ground truths and " + anchors + " anchors");
        }
        int[] matches = new int[anchors];
        Arrays.fill(matches, BACKGROUND);
        if (truths == 0) {
            return matches;
        }
        int[] best = new int[anchors];
        for (int a = 0; a < anchors; a++) {
            best[a] = best(overlaps, a, anchors, truths);
            float overlap = overlaps[best[a] * anchors + a];
            matches[a] = overlap >= high ? best[a] : overlap >= low ? IGNORED : BACKGROUND;
        }
        keep(overlaps, anchors, best, matches);
        return matches;
    }

    private void keep(float[] overlaps, int anchors, int[] best, int[] matches) {
        for (int row = 0; row < overlaps.length; row += anchors) {
            int favourite = best(overlaps, row, 1, anchors);
            if (promise == Promise.ONE_ANCHOR) {
                matches[favourite] = row / anchors;
            }
            for (int a = 0; promise == Promise.BEST_ANCHORS && a < anchors; a++) {
                if (overlaps[row + a] == overlaps[row + favourite]) {
                    matches[a] = best[a];
                }
            }
        }
    }

    /** Which of some values at equal distances is the first greatest one. */
    private static int best(float[] values, int from, int step, int count) {
        int best = 0;
        for (int k = 1; k < count; k++) {
            float most = values[from + best * step];
            if (values[from + k * step] > most || Float.isNaN(most)) {
                best = k;
            }
        }
        return best;
    }
}
