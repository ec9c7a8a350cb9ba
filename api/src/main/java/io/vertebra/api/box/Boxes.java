package io.vertebra.api.box;

import io.vertebra.api.geometry.Box;
import java.util.ArrayList;
import java.util.List;

/** Overlap and suppression on boxes in corner form. */
public final class Boxes {
    private Boxes() {}

    /** Intersection over union in [0, 1]; 0 when both boxes are empty. */
    public static float iou(Box a, Box b) {
        float width = Math.max(0, Math.min(a.x2(), b.x2()) - Math.max(a.x1(), b.x1()));
        float height = Math.max(0, Math.min(a.y2(), b.y2()) - Math.max(a.y1(), b.y1()));
        float intersection = width * height;
        float union = a.width() * a.height() + b.width() * b.height() - intersection;
        return union > 0 ? intersection / union : 0;
    }

    /**
     * Greedy non-maximum suppression: goes through the boxes in the given order and drops each that overlaps an earlier kept
     * one by more than the threshold.
     *
     * @param boxes the best first
     * @param threshold overlap in [0, 1]; equal overlap is kept
     * @param limit the number of boxes to keep at most
     * @return indices of the kept boxes, in the given order
     */
    public static List<Integer> suppress(List<Box> boxes, float threshold, int limit) {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < boxes.size() && kept.size() < limit; i++) {
            Box candidate = boxes.get(i);
            if (kept.stream().noneMatch(k -> iou(boxes.get(k), candidate) > threshold)) {
                kept.add(i);
            }
        }
        return kept;
    }
}
