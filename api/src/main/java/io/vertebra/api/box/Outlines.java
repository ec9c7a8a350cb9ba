package io.vertebra.api.box;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Mask;
import io.vertebra.api.geometry.Point;
import io.vertebra.api.geometry.Polygon;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** Closed outlines as arrays: x and y by turns, three points or more, the last joined to the first. */
public final class Outlines {
    private Outlines() {}

    /** The points of a polygon. */
    public static float[] of(Polygon polygon) {
        float[] outline = new float[2 * polygon.points().size()];
        for (int i = 0; i < outline.length; i += 2) {
            Point point = polygon.points().get(i / 2);
            outline[i] = point.x();
            outline[i + 1] = point.y();
        }
        return outline;
    }

    /** As a record. */
    public static Polygon polygon(float[] outline) {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < requirePoints(outline); i += 2) {
            points.add(new Point(outline[i], outline[i + 1]));
        }
        return new Polygon(points);
    }

    /** Points outside are moved to the first or last pixel: x in [0, width - 1], y in [0, height - 1]. */
    public static float[] clamp(float[] outline, ImageSize image) {
        float[] clamped = new float[requirePoints(outline)];
        for (int k = 0; k < clamped.length; k++) {
            int last = (k % 2 == 0 ? image.width() : image.height()) - 1;
            clamped[k] = Math.max(0, Math.min(last, outline[k]));
        }
        return clamped;
    }

    /** The enclosed area, at least 0, by the shoelace formula; where an outline crosses itself, loops may cancel out. */
    public static float area(float[] outline) {
        int length = requirePoints(outline);
        double doubled = 0;
        for (int a = 0; a < length; a += 2) {
            int b = (a + 2) % length;
            doubled += (double) outline[a] * outline[b + 1] - (double) outline[b] * outline[a + 1];
        }
        return (float) (Math.abs(doubled) / 2);
    }

    /** The smallest box around the points. */
    public static Box bounds(float[] outline) {
        float[] box = {outline[0], outline[1], outline[0], outline[1]};
        for (int k = 2; k < requirePoints(outline); k++) {
            int axis = k % 2;
            box[axis] = Math.min(box[axis], outline[k]);
            box[axis + 2] = Math.max(box[axis + 2], outline[k]);
        }
        return Boxes.get(box, 0);
    }

    /**
     * The pixels inside by the even-odd rule.
     *
     * @param sample where in a pixel to look: 0 its upper left corner as PolarMask does, 0.5 its centre
     */
    public static Mask fill(float[] outline, ImageSize image, float sample) {
        BitSet bits = new BitSet();
        for (int y = 0; y < image.height(); y++) {
            double[] crossings = crossings(outline, y + sample);
            for (int k = 0; k + 1 < crossings.length; k += 2) {
                int from = first(crossings[k] - sample, image.width());
                int to = first(crossings[k + 1] - sample, image.width());
                bits.set(y * image.width() + from, y * image.width() + to);
            }
        }
        return new Mask(image, bits);
    }

    /** The first pixel that is not left of it, within the row. */
    private static int first(double x, int width) {
        return (int) Math.max(0, Math.min(width, Math.ceil(x)));
    }

    /** Where the outline crosses a row, from left to right. */
    private static double[] crossings(float[] outline, double y) {
        int length = requirePoints(outline);
        double[] found = new double[length / 2];
        int count = 0;
        for (int a = 0; a < length; a += 2) {
            int b = (a + 2) % length;
            if (outline[a + 1] > y != outline[b + 1] > y) {
                double share = (y - outline[a + 1]) / ((double) outline[b + 1] - outline[a + 1]);
                found[count++] = outline[a] + share * ((double) outline[b] - outline[a]);
            }
        }
        Arrays.sort(found, 0, count);
        return Arrays.copyOf(found, count);
    }

    private static int requirePoints(float[] outline) {
        if (outline.length < 6 || outline.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "an outline is three points of two numbers or more, not " + outline.length + " numbers");
        }
        return outline.length;
    }
}
