package io.vertebra.api.result;

import io.vertebra.api.geometry.ImageSize;

/**
 * A class for each pixel.
 *
 * @param image size of the original image
 * @param labels row by row, width x height indices into the model's labels
 */
public record Segmentation(ImageSize image, int[] labels) implements Result {
    public Segmentation {
        if (labels.length != image.width() * image.height()) {
            throw new IllegalArgumentException("one label a pixel: " + labels.length + " for " + image);
        }
        labels = labels.clone();
    }

    @Override
    public int[] labels() {
        return labels.clone();
    }

    @Override
    public String kind() {
        return "segmentation";
    }
}
