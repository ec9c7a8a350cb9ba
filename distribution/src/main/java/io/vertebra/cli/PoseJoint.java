package io.vertebra.cli;

import io.vertebra.api.model.Labels;
import io.vertebra.api.result.Pose;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A joint as files name it.
 *
 * @param name from the model's labels
 * @param x in pixels
 * @param y in pixels
 * @param score in [0, 1]
 * @param visible whether the model is sure of it
 */
record PoseJoint(String name, float x, float y, float score, boolean visible) {
    static List<PoseJoint> of(Pose pose, Labels labels) {
        return IntStream.range(0, pose.joints().size())
                .mapToObj(i -> {
                    var joint = pose.joints().get(i);
                    return new PoseJoint(
                            labels.name(i), joint.at().x(), joint.at().y(), joint.score(), true);
                })
                .toList();
    }
}
