package io.vertebra.core.image;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.ImageTransform;
import java.nio.FloatBuffer;

/**
 * A photo as a network's input.
 *
 * @param data (3, H, W) planes of the input size, row-major; read-only, and each call gives a view with a position of its own
 * @param transform from the photo to the input
 * @param valid the part of the input, from its upper left corner, that holds image and not padding
 */
public record Prepared(FloatBuffer data, ImageTransform transform, ImageSize valid) {
    public Prepared {
        data = data.asReadOnlyBuffer();
    }

    /** Of a whole photo, whose transform says what is padding. */
    Prepared(FloatBuffer data, ImageTransform transform) {
        this(data, transform, transform.valid());
    }

    @Override
    public FloatBuffer data() {
        return data.duplicate();
    }
}
