package io.vertebra.api.result;

import io.vertebra.api.geometry.ImageSize;
import java.util.List;

/**
 * The most likely classes of the whole image.
 *
 * @param image size of the original image
 * @param classes the best first
 */
public record Classes(ImageSize image, List<ClassScore> classes) implements Result {
    public Classes {
        classes = List.copyOf(classes);
    }

    @Override
    public String kind() {
        return "classes";
    }
}
