package io.vertebra.tck.check;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Truth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Made-up truths of one form, and how predictions are compared with them. */
interface Truths {
    /** Truth of one image, with something in it. */
    Truth some(long seed);

    /** Truth of an image in which there is nothing; empty where an image cannot be without. */
    Optional<Truth> none();

    /** What a head has to refuse, by a name for messages. */
    Map<String, Truth> bad();

    /** Breaks the rule unless the prediction is the truth. */
    void compare(Predictions predicted, Truth truth, String where);

    /**
     * What features show of a truth.
     *
     * @param x in pixels
     * @param y in pixels
     * @return about 1 in size, 0 where nothing is
     */
    double seen(Truth truth, double x, double y, int channel);

    /** The form that belongs to what a head produces; empty where the kit knows none. */
    static Optional<Truths> of(Set<PredictionKind> kinds, ImageSize size, int labels, double stride) {
        if (kinds.contains(PredictionKind.BOXES)) {
            return Optional.of(new BoxTruths(size, labels));
        }
        if (kinds.contains(PredictionKind.CLASSES)) {
            return Optional.of(new LabelTruths(labels));
        }
        if (kinds.contains(PredictionKind.MAPS)) {
            return Optional.of(new MapTruths(size, labels));
        }
        return kinds.contains(PredictionKind.KEYPOINTS)
                ? Optional.of(new JointTruths(size, labels, Math.max(1, stride / 4)))
                : Optional.empty();
    }

    /** One a image. */
    default List<Truth> batch(long seed, int batch) {
        return IntStream.range(0, batch).mapToObj(i -> some(seed + i)).toList();
    }

    /** The sign by which channels tell labels apart. */
    static double sign(int label, int channel) {
        return ((label * 0x9E3779B9 ^ channel * 0x85EBCA6B) >>> 13 & 1) == 0 ? 1 : -1;
    }

    /** Bad labels, made from a label. */
    static Map<String, Truth> labels(int labels, IntFunction<Truth> made) {
        Map<String, Truth> bad = new LinkedHashMap<>();
        bad.put("label " + labels + " of " + labels, made.apply(labels));
        bad.put("label -7", made.apply(-7));
        return bad;
    }
}
