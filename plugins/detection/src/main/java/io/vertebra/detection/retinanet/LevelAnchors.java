package io.vertebra.detection.retinanet;

import io.vertebra.api.box.AnchorGrid;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.detection.retinanet.RetinaNetOptions.AnchorForm;
import java.util.List;

/**
 * The anchors of one level: the same nine in each cell, ratios before sizes, around the cell's upper left corner.
 *
 * @param shapes corners around (0, 0)
 * @param stepX from cell to cell in pixels
 * @param stepY from row to row in pixels
 */
record LevelAnchors(float[] shapes, int stepX, int stepY) {
    /** Three sizes in three ratios. */
    static final int PER_CELL = 9;

    /** Side of the smallest square anchor in strides: 32 pixels on p3. */
    private static final int STRIDES = 4;

    /** Height over width. */
    private static final float[] RATIOS = {0.5f, 1, 2};

    private static final ImageSize CELL = ImageSize.square(1);

    /**
     * Those of a level.
     *
     * @param stride nominal, in pixels of the input
     * @param input the network's input, padding included
     * @param map size of the level
     */
    static LevelAnchors of(AnchorForm form, int stride, ImageSize input, ImageSize map) {
        if (form == AnchorForm.MMDET) {
            return new LevelAnchors(exact(stride), stride, stride);
        }
        float[] sizes = new float[3];
        for (int k = 0; k < sizes.length; k++) {
            sizes[k] = (int) size(stride, k);
        }
        float[] shapes = new AnchorGrid(List.of(sizes), List.of(RATIOS)).level(0, CELL, CELL);
        return new LevelAnchors(shapes, input.width() / map.width(), input.height() / map.height());
    }

    private static double size(int stride, int third) {
        return STRIDES * stride * Math.pow(2, third / 3.0);
    }

    private static float[] exact(int stride) {
        float[] corners = new float[4 * PER_CELL];
        int at = 0;
        for (float ratio : RATIOS) {
            for (int k = 0; k < 3; k++) {
                float x = (float) (size(stride, k) / Math.sqrt(ratio) / 2);
                float y = (float) (size(stride, k) * Math.sqrt(ratio) / 2);
                corners[at++] = -x;
                corners[at++] = -y;
                corners[at++] = x;
                corners[at++] = y;
            }
        }
        return corners;
    }

    /** Writes the corners of one anchor to {@code corners[at]} and behind. */
    void put(int anchor, int row, int column, float[] corners, int at) {
        for (int k = 0; k < 4; k++) {
            corners[at + k] = shapes[4 * anchor + k] + (k % 2 == 0 ? column * stepX : row * stepY);
        }
    }
}
