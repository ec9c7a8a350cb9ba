package io.vertebra.api.result;

import io.vertebra.api.geometry.ImageSize;

/**
 * A vector that is close to those of similar images.
 *
 * @param image size of the original image
 * @param vector in the space of the model
 */
public record Embedding(ImageSize image, float[] vector) implements Result {
    public Embedding {
        vector = vector.clone();
    }

    @Override
    public float[] vector() {
        return vector.clone();
    }

    @Override
    public String kind() {
        return "embedding";
    }
}
