package io.vertebra.core.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Lays the colours of classes over a picture, row by row, with a contour along the inner edge of each region. */
final class MaskPainter {
    /** Of the class's colour in 256 parts: the picture stays readable below, and neighbouring classes differ. */
    private static final int COVER = 112;

    private final BufferedImage picture;
    private final int width;
    private final int height;
    private final int[] labels;
    private final Map<Integer, Color> colours = new HashMap<>();
    private final int contour;

    /**
     * A painter of one mask.
     *
     * @param picture of type RGB
     * @param labels one a pixel
     * @param shown labels that are drawn
     * @param contour its width in pixels
     */
    MaskPainter(BufferedImage picture, int[] labels, Set<Integer> shown, int contour) {
        this.picture = picture;
        width = picture.getWidth();
        height = picture.getHeight();
        if (labels.length != width * height) {
            throw new IllegalArgumentException("one label a pixel: " + labels.length + " for " + width + "x" + height);
        }
        this.labels = labels;
        shown.forEach(label -> colours.put(label, ClassColours.of(label)));
        this.contour = contour;
    }

    void paint() {
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            picture.getRaster().getDataElements(0, y, width, 1, row);
            for (int x = 0; x < width; ) {
                x = run(row, x, y);
            }
            picture.getRaster().setDataElements(0, y, width, 1, row);
        }
    }

    /** Paints the pixels of one label from here on; a colour is looked up once for all of them. */
    private int run(int[] row, int start, int y) {
        int label = labels[y * width + start];
        int end = start + 1;
        while (end < width && labels[y * width + end] == label) {
            end++;
        }
        Color colour = colours.get(label);
        if (colour != null) {
            for (int x = start; x < end; x++) {
                boolean side = start > 0 && x < start + contour || end < width && x >= end - contour;
                row[x] = side || isEdge(x, y, label) ? colour.getRGB() & 0xFFFFFF : blend(row[x], colour);
            }
        }
        return end;
    }

    /** Whether another label begins above or below within the contour's width. The picture's own edge is no contour. */
    private boolean isEdge(int x, int y, int label) {
        for (int d = 1; d <= contour; d++) {
            if (y >= d && labels[(y - d) * width + x] != label
                    || y + d < height && labels[(y + d) * width + x] != label) {
                return true;
            }
        }
        return false;
    }

    private static int blend(int below, Color above) {
        return mix(below >> 16 & 0xFF, above.getRed()) << 16
                | mix(below >> 8 & 0xFF, above.getGreen()) << 8
                | mix(below & 0xFF, above.getBlue());
    }

    private static int mix(int below, int above) {
        return (below * (256 - COVER) + above * COVER + 128) >> 8;
    }
}
