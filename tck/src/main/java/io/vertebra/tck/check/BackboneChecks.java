package io.vertebra.tck.check;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.tck.subject.BackboneSubject;
import java.util.Map;

/** What only backbones promise. */
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class BackboneChecks implements Family<BackboneSubject> {
    private static final int LOST = 2;

    @Override
    public Class<BackboneSubject> subject() {
        return BackboneSubject.class;
    }

    @Override
    public Map<String, Check<BackboneSubject>> checks() {
        return Map.of("BACKBONE-01", (subject, bench) -> declaredLevels((BackboneSubject<?>) subject));
    }

    private static <O extends Record> Verdict declaredLevels(BackboneSubject<O> subject) {
        for (ImageSize size : subject.sizes()) {
            Map<String, Shape> given = BlockRun.shapes(subject, size, subject.inputs(size, 1));
            for (FeatureLevel level :
                    subject.component().features(subject.options()).levels()) {
                Shape shape = given.get(level.name());
                Broken.unless(shape != null, "does not give the declared level " + level.name() + " at " + size);
                compare(level, shape, size);
            }
        }
        return Verdict.pass();
    }

    /** Unpadded layers lose a pixel or two, floors another; more than that is another stride. */
    private static void compare(FeatureLevel level, Shape given, ImageSize size) {
        int axis = level.kind() == FeatureKind.MAP ? 1 : given.dimension() - 1;
        Broken.unless(
                given.get(axis) == level.channels(),
                "level " + level.name() + " declares " + level.channels() + " channels and has " + given.get(axis));
        if (level.kind() == FeatureKind.MAP) {
            compareSide(level, given.get(2), size.height(), "height");
            compareSide(level, given.get(3), size.width(), "width");
        }
    }

    private static void compareSide(FeatureLevel level, long given, int image, String side) {
        int most = (image + level.stride() - 1) / level.stride();
        int least = Math.max(1, image / level.stride() - LOST);
        Broken.unless(
                given >= least && given <= most,
                "level " + level.name() + " declares stride " + level.stride() + ", so that its " + side + " is "
                        + least + " to " + most + " for " + image + ", and it is " + given);
    }
}
