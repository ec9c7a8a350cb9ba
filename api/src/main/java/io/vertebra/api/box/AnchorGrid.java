package io.vertebra.api.box;

import io.vertebra.api.geometry.ImageSize;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Anchors as torchvision's {@code AnchorGenerator} lays them: on each level the same boxes around the upper left corner of every
 * cell, their edges rounded to whole pixels (halves to the even number), cells apart by the image's side divided by the map's and
 * rounded down. Ren et al. 2015, "Faster R-CNN", section 3.1.1; Lin et al. 2017, "Focal Loss", section 4.
 */
public final class AnchorGrid {
    /** Corners around (0, 0), by level. */
    private final List<float[]> shapes;

    /**
     * One list of sizes and one of ratios for each level.
     *
     * @param sizes by level: square roots of the areas, in pixels
     * @param ratios by level: height over width
     */
    public AnchorGrid(List<float[]> sizes, List<float[]> ratios) {
        if (sizes.size() != ratios.size() || sizes.isEmpty()) {
            throw new IllegalArgumentException(
                    "sizes of " + sizes.size() + " levels do not go with ratios of " + ratios.size());
        }
        shapes = IntStream.range(0, sizes.size())
                .mapToObj(level -> shapes(sizes.get(level), ratios.get(level)))
                .toList();
    }

    /** RetinaNet's five levels P3 to P7: 32 to 512 pixels in steps of a third of an octave, ratios 1/2, 1 and 2; 9 a cell. */
    public static AnchorGrid retinaNet() {
        List<float[]> sizes = List.of(octave(32), octave(64), octave(128), octave(256), octave(512));
        return new AnchorGrid(sizes, Collections.nCopies(sizes.size(), new float[] {0.5f, 1, 2}));
    }

    /** How many levels there are. */
    public int levels() {
        return shapes.size();
    }

    /** Anchors in each cell of a level. */
    public int perCell(int level) {
        return shapes.get(level).length / 4;
    }

    /**
     * The anchors of one level: rows of cells, then cells, then ratios, then sizes.
     *
     * @param image the network's input, padding included
     * @param map the level's feature map
     * @return corners in pixels of the input, {@code map.height * map.width * perCell} of them; not clipped
     */
    public float[] level(int level, ImageSize image, ImageSize map) {
        float[] cell = shapes.get(level);
        int strideX = image.width() / map.width();
        int strideY = image.height() / map.height();
        float[] anchors = new float[map.height() * map.width() * cell.length];
        int at = 0;
        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                for (int k = 0; k < cell.length; k++) {
                    anchors[at++] = cell[k] + (k % 2 == 0 ? x * strideX : y * strideY);
                }
            }
        }
        return anchors;
    }

    /**
     * The anchors of all levels, one level after the other.
     *
     * @param image the network's input, padding included
     * @param maps the feature maps by level
     * @return corners in pixels of the input
     */
    public float[] all(ImageSize image, List<ImageSize> maps) {
        Levels.requireSame(shapes.size(), maps);
        return Levels.join(maps, level -> level(level, image, maps.get(level)));
    }

    private static float[] shapes(float[] sizes, float[] ratios) {
        float[] corners = new float[4 * ratios.length * sizes.length];
        int at = 0;
        for (float ratio : ratios) {
            // in single precision as the reference: whether a half is rounded up or down hangs on it
            float high = (float) Math.sqrt(ratio);
            float wide = 1 / high;
            for (float size : sizes) {
                float x = (float) Math.rint(wide * size / 2);
                float y = (float) Math.rint(high * size / 2);
                corners[at++] = -x;
                corners[at++] = -y;
                corners[at++] = x;
                corners[at++] = y;
            }
        }
        return corners;
    }

    private static float[] octave(int size) {
        return new float[] {size, (int) (size * Math.pow(2, 1 / 3.0)), (int) (size * Math.pow(2, 2 / 3.0))};
    }
}
