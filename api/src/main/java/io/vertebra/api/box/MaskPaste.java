package io.vertebra.api.box;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Mask;
import java.util.BitSet;

/**
 * A small square mask laid into its box in the image, as torchvision's {@code paste_masks_in_image} does: the mask gets a border
 * of one empty cell, the box grows to match and its edges are cut to whole pixels (towards 0), and the mask is stretched over
 * them, linearly between the centres of its cells. He et al. 2017, "Mask R-CNN", section 3.
 */
public final class MaskPaste {
    private static final int PADDING = 1;

    private MaskPaste() {}

    /**
     * The values in the image.
     *
     * @param mask side x side, rows of values in [0, 1]
     * @param side cells in a row
     * @param box in pixels of the image, may reach over its edges
     * @return height x width of the image, rows; 0 outside the box
     */
    public static float[] soft(float[] mask, int side, Box box, ImageSize image) {
        float[] pasted = new float[image.width() * image.height()];
        paste(mask, side, box, image, (index, value) -> pasted[index] = value);
        return pasted;
    }

    /**
     * The pixels whose value is above the threshold.
     *
     * @param mask side x side, rows of values in [0, 1]
     * @param side cells in a row
     * @param box in pixels of the image, may reach over its edges
     * @param threshold such as 0.5
     */
    public static Mask hard(float[] mask, int side, Box box, ImageSize image, float threshold) {
        BitSet bits = new BitSet();
        paste(mask, side, box, image, (index, value) -> bits.set(index, value > threshold));
        return new Mask(image, bits);
    }

    /** First and last pixel of the grown box: left, top, right, bottom. */
    static int[] place(Box box, int side) {
        float scale = (side + 2f * PADDING) / side;
        float halfWidth = box.width() * 0.5f * scale;
        float halfHeight = box.height() * 0.5f * scale;
        float x = (box.x1() + box.x2()) * 0.5f;
        float y = (box.y1() + box.y2()) * 0.5f;
        return new int[] {(int) (x - halfWidth), (int) (y - halfHeight), (int) (x + halfWidth), (int) (y + halfHeight)};
    }

    private interface Pixels {
        void set(int index, float value);
    }

    private static void paste(float[] mask, int side, Box box, ImageSize image, Pixels pixels) {
        if (side < 1 || mask.length != side * side) {
            throw new IllegalArgumentException(mask.length + " values are no mask of " + side + " by " + side);
        }
        int[] place = place(box, side);
        Span columns = new Span(place[0], place[2], side);
        Span rows = new Span(place[1], place[3], side);
        for (int y = Math.max(0, place[1]); y < rows.end(image.height()); y++) {
            for (int x = Math.max(0, place[0]); x < columns.end(image.width()); x++) {
                pixels.set(y * image.width() + x, (float) value(mask, side, columns.source(x), rows.source(y)));
            }
        }
    }

    /** One axis of the box; long, because edges of a box may be anywhere. */
    private record Span(long first, long last, int side) {
        long size() {
            return Math.max(1, last - first + 1);
        }

        long end(int limit) {
            return Math.min(limit, last + 1);
        }

        /** Where in the cells of the padded mask a pixel looks. */
        double source(int pixel) {
            double cell = (pixel - first + 0.5) * (side + 2 * PADDING) / size() - 0.5;
            return Math.max(0, cell);
        }
    }

    private static double value(float[] mask, int side, double x, double y) {
        int last = side + 2 * PADDING - 1;
        int left = Math.min((int) x, last);
        int top = Math.min((int) y, last);
        int right = Math.min(left + 1, last);
        int bottom = Math.min(top + 1, last);
        double shareX = x - left;
        double shareY = y - top;
        double upper = cell(mask, side, left, top) * (1 - shareX) + cell(mask, side, right, top) * shareX;
        double lower = cell(mask, side, left, bottom) * (1 - shareX) + cell(mask, side, right, bottom) * shareX;
        return upper * (1 - shareY) + lower * shareY;
    }

    /** The border is empty. */
    private static float cell(float[] mask, int side, int x, int y) {
        int column = x - PADDING;
        int row = y - PADDING;
        return column < 0 || row < 0 || column >= side || row >= side ? 0 : mask[row * side + column];
    }
}
