package io.vertebra.core.image;

import io.vertebra.api.model.ImageTransform;
import java.nio.FloatBuffer;

/**
 * A photo as a network's input.
 *
 * @param data (3, H, W) planes of the input size, row-major; read-only, and each call gives a view with a position of its own
 * @param transform from the photo to the input
 */
public record Prepared(FloatBuffer data, ImageTransform transform) {
    public Prepared {
        data = data.asReadOnlyBuffer();
    }

    @Override
    public FloatBuffer data() {
        return data.duplicate();
    }
}
