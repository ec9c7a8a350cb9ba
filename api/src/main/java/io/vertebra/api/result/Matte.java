package io.vertebra.api.result;

import io.vertebra.api.geometry.ImageSize;

/**
 * How much of each pixel belongs to the foreground.
 *
 * @param image size of the original image
 * @param alpha row by row, width x height values in [0, 1]
 */
public record Matte(ImageSize image, float[] alpha) implements Result {
    public Matte {
        if (alpha.length != image.width() * image.height()) {
            throw new IllegalArgumentException("one value a pixel: " + alpha.length + " for " + image);
        }
        alpha = alpha.clone();
    }

    @Override
    public float[] alpha() {
        return alpha.clone();
    }

    @Override
    public String kind() {
        return "matte";
    }
}
