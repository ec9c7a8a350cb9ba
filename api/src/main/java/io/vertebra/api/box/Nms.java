package io.vertebra.api.box;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Greedy non-maximum suppression: from the best score down, a box is dropped when it overlaps an already kept one by more than
 * the threshold. An overlap equal to the threshold is kept, equal scores go by their order in the array, and overlaps are
 * computed in single precision, all as torchvision does. A candidate whose score is NaN or negative infinity, or that has an edge
 * which is not finite, is never kept.
 */
public final class Nms {
    private final float[] kept;
    private final float[] keptAreas;
    /** For each kept box the one of its class that was kept before it, or -1. */
    private final int[] previous;

    private final Map<Integer, Integer> lastOfClass = new HashMap<>();
    private final double threshold;
    private int count;

    private Nms(int capacity, double threshold) {
        if (!(threshold >= 0)) {
            throw new IllegalArgumentException("an overlap is at least 0, not " + threshold);
        }
        kept = new float[4 * capacity];
        keptAreas = new float[capacity];
        previous = new int[capacity];
        this.threshold = threshold;
    }

    /**
     * Suppression among all boxes.
     *
     * @param boxes corners, N of them
     * @param scores N
     * @param threshold overlap in [0, 1]
     * @param limit how many boxes to keep at most
     * @return indices of the kept boxes, the best first
     */
    public static int[] keep(float[] boxes, float[] scores, double threshold, int limit) {
        return keep(boxes, scores, new int[scores.length], threshold, limit);
    }

    /**
     * Suppression among boxes of the same class: "batched" or "class aware".
     *
     * @param boxes corners, N of them
     * @param scores N
     * @param classes N, any numbers
     * @param threshold overlap in [0, 1]
     * @param limit how many boxes to keep at most, over all classes
     * @return indices of the kept boxes, the best first whatever their class
     */
    public static int[] perClass(float[] boxes, float[] scores, int[] classes, double threshold, int limit) {
        return keep(boxes, scores, classes, threshold, limit);
    }

    private static int[] keep(float[] boxes, float[] scores, int[] classes, double threshold, int limit) {
        Boxes.requireSame(Boxes.count(boxes), scores.length, "scores");
        Boxes.requireSame(scores.length, classes.length, "classes");
        int[] order = Ranking.best(scores, Float.NEGATIVE_INFINITY, scores.length);
        int[] indices = new int[Math.min(order.length, Math.max(0, limit))];
        Nms nms = new Nms(indices.length, threshold);
        for (int k = 0; k < order.length && nms.count < indices.length; k++) {
            int candidate = order[k];
            if (Boxes.isFinite(boxes, 4 * candidate) && !nms.isCovered(boxes, 4 * candidate, classes[candidate])) {
                indices[nms.count] = candidate;
                nms.add(boxes, 4 * candidate, classes[candidate]);
            }
        }
        return Arrays.copyOf(indices, nms.count);
    }

    private boolean isCovered(float[] boxes, int at, int type) {
        float area = Boxes.area(boxes, at);
        for (int k = lastOfClass.getOrDefault(type, -1); k >= 0; k = previous[k]) {
            float intersection = Overlap.intersection(kept, 4 * k, boxes, at);
            if (intersection > 0 && intersection / (keptAreas[k] + area - intersection) > threshold) {
                return true;
            }
        }
        return false;
    }

    private void add(float[] boxes, int at, int type) {
        System.arraycopy(boxes, at, kept, 4 * count, 4);
        keptAreas[count] = Boxes.area(boxes, at);
        Integer before = lastOfClass.put(type, count);
        previous[count] = before == null ? -1 : before;
        count++;
    }
}
