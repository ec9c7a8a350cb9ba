package io.vertebra.api.result;

import io.vertebra.api.geometry.ImageSize;
import java.util.List;

/**
 * A class for each pixel.
 *
 * @param image size of the original image
 * @param labels row by row, width x height indices into the model's labels; {@link #NONE} where the network saw nothing, such as
 *     outside of a crop
 * @param classes that are in the image, the largest first; without the background
 */
public record Segmentation(ImageSize image, @PerPixel int[] labels, List<ClassArea> classes) implements Result {
    /** The label of a pixel that the network did not see. */
    public static final int NONE = -1;

    public Segmentation {
        if (labels.length != image.width() * image.height()) {
            throw new IllegalArgumentException("one label a pixel: " + labels.length + " for " + image);
        }
        labels = labels.clone();
        classes = List.copyOf(classes);
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    /** The label of one pixel of the original image. */
    public int label(int x, int y) {
        if (x < 0 || x >= image.width() || y < 0 || y >= image.height()) {
            throw new IndexOutOfBoundsException("no pixel " + x + "," + y + " in " + image);
        }
        return labels[y * image.width() + x];
    }

    @Override
    public String kind() {
        return "segmentation";
    }
}
