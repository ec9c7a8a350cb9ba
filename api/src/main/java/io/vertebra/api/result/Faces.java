package io.vertebra.api.result;

import io.vertebra.api.geometry.ImageSize;
import java.util.List;

/**
 * Faces with their landmarks.
 *
 * @param image size of the original image
 * @param faces the best first
 */
public record Faces(ImageSize image, List<Face> faces) implements Result {
    public Faces {
        faces = List.copyOf(faces);
    }

    @Override
    public String kind() {
        return "faces";
    }
}
