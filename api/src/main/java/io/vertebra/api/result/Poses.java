package io.vertebra.api.result;

import io.vertebra.api.geometry.ImageSize;
import java.util.List;

/**
 * People with their joints.
 *
 * @param image size of the original image
 * @param poses the best first
 */
public record Poses(ImageSize image, List<Pose> poses) implements Result {
    public Poses {
        poses = List.copyOf(poses);
    }

    @Override
    public String kind() {
        return "poses";
    }
}
