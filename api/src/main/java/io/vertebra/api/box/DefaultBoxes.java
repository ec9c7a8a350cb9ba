package io.vertebra.api.box;

import io.vertebra.api.geometry.ImageSize;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The default boxes of SSD as torchvision's {@code DefaultBoxGenerator} lays them. Each cell has a square of the level's scale, a
 * square of the geometric mean of this scale and the next, and for each ratio r a wide and a high box of the level's scale.
 * Liu et al. 2016, "SSD", section 2.2.
 */
public final class DefaultBoxes {
    /** Width and height by turns, fractions of the input's sides, by level. */
    private final List<float[]> shapes;
    /** Pixels between cells by level; empty when cells divide the input evenly. */
    private final List<Integer> steps;

    /**
     * Default boxes whose cells are a given number of pixels apart, or divide the input evenly.
     *
     * @param ratios by level: the longer over the shorter side
     * @param scales sides as fractions of the input's, one more than there are levels
     * @param steps by level: pixels from cell to cell; none to divide the input by the size of the feature map
     * @param clip whether no side is longer than the input's
     */
    public DefaultBoxes(List<float[]> ratios, float[] scales, List<Integer> steps, boolean clip) {
        if (scales.length != ratios.size() + 1) {
            throw new IllegalArgumentException(
                    ratios.size() + " levels need " + (ratios.size() + 1) + " scales, not " + scales.length);
        }
        if (!steps.isEmpty() && steps.size() != ratios.size()) {
            throw new IllegalArgumentException(ratios.size() + " levels do not go with " + steps.size() + " steps");
        }
        this.steps = List.copyOf(steps);
        shapes = IntStream.range(0, ratios.size())
                .mapToObj(level -> shapes(ratios.get(level), scales[level], scales[level + 1], clip))
                .toList();
    }

    /** Six levels for an input of 300 pixels; 4, 6, 6, 6, 4, 4 boxes a cell. */
    public static DefaultBoxes ssd300() {
        float[] two = {2};
        float[] both = {2, 3};
        return new DefaultBoxes(
                List.of(two, both, both, both, two, two),
                new float[] {0.07f, 0.15f, 0.33f, 0.51f, 0.69f, 0.87f, 1.05f},
                List.of(8, 16, 32, 64, 100, 300),
                true);
    }

    /** Six levels, evenly divided; 6 boxes a cell. Sandler et al. 2018, "MobileNetV2", section 6.2. */
    public static DefaultBoxes ssdLite() {
        int levels = 6;
        return new DefaultBoxes(
                Collections.nCopies(levels, new float[] {2, 3}), evenScales(levels, 0.2, 0.95), List.of(), true);
    }

    /** Scales evenly from the smallest to the largest, then 1 for the mean of the last level; levels + 1 of them. */
    public static float[] evenScales(int levels, double smallest, double largest) {
        float[] scales = new float[levels + 1];
        for (int k = 0; k < levels; k++) {
            scales[k] = (float) (levels == 1 ? smallest : smallest + (largest - smallest) * k / (levels - 1));
        }
        scales[levels] = levels == 1 ? (float) largest : 1;
        return scales;
    }

    /** How many levels there are. */
    public int levels() {
        return shapes.size();
    }

    /** Default boxes in each cell of a level. */
    public int perCell(int level) {
        return shapes.get(level).length / 2;
    }

    /**
     * The default boxes of one level: rows of cells, then cells, then the two squares and the ratios.
     *
     * @param image the network's input
     * @param map the level's feature map
     * @return corners in pixels of the input, {@code map.height * map.width * perCell} of them; they may reach over its edges
     */
    public float[] level(int level, ImageSize image, ImageSize map) {
        float[] cell = shapes.get(level);
        double columns = steps.isEmpty() ? map.width() : (double) image.width() / steps.get(level);
        double rows = steps.isEmpty() ? map.height() : (double) image.height() / steps.get(level);
        float[] boxes = new float[map.height() * map.width() * cell.length * 2];
        int at = 0;
        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                for (int k = 0; k < cell.length; k += 2, at += 4) {
                    span(boxes, at, (x + 0.5) / columns, cell[k], image.width());
                    span(boxes, at + 1, (y + 0.5) / rows, cell[k + 1], image.height());
                }
            }
        }
        return boxes;
    }

    /**
     * The default boxes of all levels, one level after the other.
     *
     * @param image the network's input
     * @param maps the feature maps by level
     * @return corners in pixels of the input
     */
    public float[] all(ImageSize image, List<ImageSize> maps) {
        Levels.requireSame(shapes.size(), maps);
        return Levels.join(maps, level -> level(level, image, maps.get(level)));
    }

    private static void span(float[] boxes, int at, double centre, double side, int pixels) {
        boxes[at] = (float) ((centre - 0.5 * side) * pixels);
        boxes[at + 2] = (float) ((centre + 0.5 * side) * pixels);
    }

    private static float[] shapes(float[] ratios, double scale, double next, boolean clip) {
        float[] shapes = new float[4 + 4 * ratios.length];
        shapes[0] = (float) scale;
        shapes[1] = (float) scale;
        shapes[2] = (float) Math.sqrt(scale * next);
        shapes[3] = shapes[2];
        for (int r = 0; r < ratios.length; r++) {
            double root = Math.sqrt(ratios[r]);
            shapes[4 + 4 * r] = (float) (scale * root);
            shapes[5 + 4 * r] = (float) (scale / root);
            shapes[6 + 4 * r] = shapes[5 + 4 * r];
            shapes[7 + 4 * r] = shapes[4 + 4 * r];
        }
        for (int k = 0; clip && k < shapes.length; k++) {
            shapes[k] = Math.max(0, Math.min(1, shapes[k]));
        }
        return shapes;
    }
}
