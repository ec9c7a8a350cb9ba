package io.vertebra.api.result;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.Keypoint;
import java.util.List;

/**
 * One person.
 *
 * @param box the region that was looked at
 * @param joints in the order of the model's labels
 * @param score in [0, 1]
 */
public record Pose(Box box, List<Keypoint> joints, float score) {
    public Pose {
        joints = List.copyOf(joints);
    }
}
