package io.vertebra.api.result;

import io.vertebra.api.geometry.Box;
import java.util.List;

/**
 * One person.
 *
 * @param box the region that was looked at
 * @param joints in the order of the model's labels
 * @param score in [0, 1]: the mean of the visible joints, 0 without any
 */
public record Pose(Box box, List<Joint> joints, float score) {
    public Pose {
        joints = List.copyOf(joints);
    }
}
