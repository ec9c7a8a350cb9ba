package io.vertebra.api.box;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import java.util.List;
import java.util.stream.IntStream;

/** What concerns each box of an array by itself. */
public final class Boxes {
    private Boxes() {}

    /** How many boxes the array holds. */
    public static int count(float[] boxes) {
        if (boxes.length % 4 != 0) {
            throw new IllegalArgumentException("boxes are four numbers each, not " + boxes.length + " in all");
        }
        return boxes.length / 4;
    }

    /** The corners of these boxes. */
    public static float[] of(List<Box> boxes) {
        float[] corners = new float[4 * boxes.size()];
        for (int i = 0; i < boxes.size(); i++) {
            Box box = boxes.get(i);
            corners[4 * i] = box.x1();
            corners[4 * i + 1] = box.y1();
            corners[4 * i + 2] = box.x2();
            corners[4 * i + 3] = box.y2();
        }
        return corners;
    }

    /** Box {@code i} as a record; throws where its corners are NaN or the wrong way round. */
    public static Box get(float[] boxes, int i) {
        return new Box(boxes[4 * i], boxes[4 * i + 1], boxes[4 * i + 2], boxes[4 * i + 3]);
    }

    /** The boxes of these indices, in that order. */
    public static float[] select(float[] boxes, int[] indices) {
        float[] chosen = new float[4 * indices.length];
        for (int k = 0; k < indices.length; k++) {
            System.arraycopy(boxes, 4 * indices[k], chosen, 4 * k, 4);
        }
        return chosen;
    }

    /** The same boxes written in another way. */
    public static float[] convert(float[] boxes, BoxFormat from, BoxFormat to) {
        int count = count(boxes);
        float[] converted = boxes.clone();
        for (int i = 0; i < count && from != to; i++) {
            from.toCorners(converted, 4 * i);
            to.fromCorners(converted, 4 * i);
        }
        return converted;
    }

    /** Width times height. A box with both pairs of corners the wrong way round has a positive area, one with one a negative. */
    public static float[] areas(float[] boxes) {
        float[] areas = new float[count(boxes)];
        for (int i = 0; i < areas.length; i++) {
            areas[i] = area(boxes, 4 * i);
        }
        return areas;
    }

    /** The parts inside the image, x in [0, width], y in [0, height]; a box outside becomes empty at the nearest edge. */
    public static float[] clip(float[] boxes, ImageSize image) {
        float[] clipped = new float[4 * count(boxes)];
        for (int k = 0; k < boxes.length; k++) {
            int limit = k % 2 == 0 ? image.width() : image.height();
            clipped[k] = Math.max(0, Math.min(limit, boxes[k]));
        }
        return clipped;
    }

    /** Indices of the boxes whose two sides are at least this long; a side that is NaN is not. */
    public static int[] atLeast(float[] boxes, float side) {
        return IntStream.range(0, count(boxes))
                .filter(i -> boxes[4 * i + 2] - boxes[4 * i] >= side && boxes[4 * i + 3] - boxes[4 * i + 1] >= side)
                .toArray();
    }

    static float area(float[] boxes, int at) {
        return (boxes[at + 2] - boxes[at]) * (boxes[at + 3] - boxes[at + 1]);
    }

    static boolean isFinite(float[] boxes, int at) {
        return Float.isFinite(boxes[at])
                && Float.isFinite(boxes[at + 1])
                && Float.isFinite(boxes[at + 2])
                && Float.isFinite(boxes[at + 3]);
    }

    static void requireSame(int expected, int found, String what) {
        if (expected != found) {
            throw new IllegalArgumentException(expected + " boxes do not go with " + found + " " + what);
        }
    }
}
