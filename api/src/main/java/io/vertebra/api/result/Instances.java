package io.vertebra.api.result;

import io.vertebra.api.geometry.ImageSize;
import java.util.List;

/**
 * Objects with their shapes.
 *
 * @param image size of the original image
 * @param instances the best first
 */
public record Instances(ImageSize image, List<Instance> instances) implements Result {
    public Instances {
        instances = List.copyOf(instances);
    }

    @Override
    public String kind() {
        return "instances";
    }
}
