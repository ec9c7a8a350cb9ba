package io.vertebra.tck.check;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.tck.PlainBuildContext;
import io.vertebra.tck.subject.Levels;
import io.vertebra.tck.subject.NeckSubject;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Connects a neck to levels without an array. */
final class Wiring {
    private Wiring() {}

    /**
     * What a neck declares and what it gives.
     *
     * @param declared levels
     * @param shapes by name
     */
    record Given(FeatureSpec declared, Map<String, Shape> shapes) {
        Shape shape(FeatureLevel level) {
            Shape shape = shapes.get(level.name());
            if (shape == null) {
                throw new Broken("does not give the declared level " + level.name());
            }
            return shape;
        }
    }

    /**
     * Takes kinds, channels and stated sizes of the declared levels for the truth.
     *
     * @param in with exact sizes
     * @return empty when the neck refuses the levels by a coded error
     */
    static <O extends Record> Optional<Given> compare(NeckSubject<O> subject, FeatureSpec in, ImageSize image) {
        FeatureSpec declared;
        try {
            declared = subject.component().features(subject.options(), in);
        } catch (WiringException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw new Broken("features() ends by " + e + " for levels " + text(in));
        }
        Given given = new Given(declared, shapes(subject, in, image));
        for (FeatureLevel level : declared.levels()) {
            compare(level, given.shape(level), in);
        }
        return Optional.of(given);
    }

    private static <O extends Record> Map<String, Shape> shapes(
            NeckSubject<O> subject, FeatureSpec in, ImageSize image) {
        try {
            return ShapeForward.run(
                            subject.component().build(subject.options(), in, new PlainBuildContext(image)),
                            Levels.shapes(in, image, 1))
                    .shapes();
        } catch (VertebraException | IllegalArgumentException | IllegalStateException e) {
            throw new Broken("takes levels " + text(in) + " and then cannot run on them: " + e.getMessage());
        }
    }

    private static void compare(FeatureLevel level, Shape given, FeatureSpec in) {
        int rank = switch (level.kind()) {
            case MAP -> 4;
            case TOKENS -> 3;
            case VECTOR -> 2;
        };
        Broken.unless(given.dimension() == rank, "level " + level.name() + " is no " + level.kind() + ": " + given);
        long channels = given.get(level.kind() == FeatureKind.MAP ? 1 : rank - 1);
        Broken.unless(
                channels == level.channels(),
                "level " + level.name() + " declares " + level.channels() + " channels and has " + channels
                        + " with levels " + text(in));
        ImageSize size = level.size();
        Broken.unless(
                size == null
                        || level.kind() != FeatureKind.MAP
                        || given.get(2) == size.height() && given.get(3) == size.width(),
                "level " + level.name() + " declares the size " + size + " and has the shape " + given);
    }

    /** Channels, stride and size of each level. */
    static String text(FeatureSpec in) {
        return in.levels().stream()
                .map(level -> level.name() + " with " + level.channels() + " channels at stride " + level.stride()
                        + (level.size() == null ? "" : " of " + level.size()))
                .collect(Collectors.joining(", "));
    }
}
