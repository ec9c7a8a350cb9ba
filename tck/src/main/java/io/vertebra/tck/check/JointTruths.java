package io.vertebra.tck.check;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Keypoint;
import io.vertebra.api.geometry.Point;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Truth;
import io.vertebra.core.weights.SeededValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A figure an image.
 *
 * @param most distance in pixels that counts as the same place: a quarter of a cell is lost in reading heatmaps
 */
record JointTruths(ImageSize size, int labels, double most) implements Truths {
    @Override
    public Truth some(long seed) {
        SeededValues random = SeededValues.of(seed, "tck:joints");
        return new Truth.Joints(IntStream.range(0, labels)
                .mapToObj(i -> new Truth.Joint(
                        new Point((float) (size.width() * (0.5 + 0.4 * random.unit(2 * i))), (float)
                                (size.height() * (0.5 + 0.4 * random.unit(2 * i + 1)))),
                        true))
                .toList());
    }

    @Override
    public Optional<Truth> none() {
        return Optional.of(joints(labels, false));
    }

    private static Truth joints(int count, boolean known) {
        List<Truth.Joint> joints = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            joints.add(new Truth.Joint(new Point(1, 1), known));
        }
        return new Truth.Joints(joints);
    }

    @Override
    public Map<String, Truth> bad() {
        return Map.of("a joint too many", joints(labels + 1, true), "no joint at all", joints(0, true));
    }

    @Override
    public void compare(Predictions predicted, Truth truth, String where) {
        List<Truth.Joint> wanted = ((Truth.Joints) truth).joints();
        if (!(predicted instanceof Predictions.Keypoints keypoints)) {
            throw new Broken("decodes to " + predicted.kinds() + " and not to key points");
        }
        Broken.unless(!keypoints.figures().isEmpty(), "decodes no figure" + where);
        List<Keypoint> found = keypoints.figures().get(0).points();
        Broken.unless(found.size() == wanted.size(), "decodes " + found.size() + " joints" + where);
        for (int i = 0; i < found.size(); i++) {
            Point a = wanted.get(i).at();
            Point b = found.get(i).at();
            Broken.unless(
                    Math.hypot(a.x() - b.x(), a.y() - b.y()) <= most,
                    "encodes joint " + i + " at " + a + " and decodes " + b + where);
        }
    }

    /** A bump of a few pixels around each joint. */
    @Override
    public double seen(Truth truth, double x, double y, int channel) {
        List<Truth.Joint> joints = ((Truth.Joints) truth).joints();
        double sum = 0;
        for (int i = 0; i < joints.size(); i++) {
            Point at = joints.get(i).at();
            double distance = Math.hypot(at.x() - x, at.y() - y) / (4 * most);
            sum += Truths.sign(i, channel) * Math.exp(-distance * distance);
        }
        return sum;
    }
}
