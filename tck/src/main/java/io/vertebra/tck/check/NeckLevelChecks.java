package io.vertebra.tck.check;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.tck.subject.Levels;
import io.vertebra.tck.subject.NeckSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether a neck gives the levels that it declares, behind backbones of several makes. */
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class NeckLevelChecks implements Family<NeckSubject> {
    private static final int LOST = 2;
    private static final int DILATED = 8;

    @Override
    public Class<NeckSubject> subject() {
        return NeckSubject.class;
    }

    @Override
    public Map<String, Check<NeckSubject>> checks() {
        return Map.of("NECK-01", (subject, bench) -> declaredLevels((NeckSubject<?>) subject));
    }

    /** One that rounds up, one that rounds down, one that keeps its resolution from stride 8 on. */
    private static <O extends Record> Verdict declaredLevels(NeckSubject<O> subject) {
        for (ImageSize size : subject.sizes()) {
            FeatureSpec up = Levels.sized(subject.in(), size);
            try {
                subject.component().features(subject.options(), up);
            } catch (WiringException e) {
                throw new Broken("takes none of the kit's levels: " + e.getMessage());
            }
            Wiring.compare(subject, up, size).ifPresent(given -> sizes(given, up, size));
            FeatureSpec down = Levels.roundedDown(subject.in(), size);
            Wiring.compare(subject, down, size).ifPresent(given -> sizes(given, down, size));
            FeatureSpec dilated = Levels.sized(dilated(subject.in()), size);
            Wiring.compare(subject, dilated, size).ifPresent(given -> sizes(given, dilated, size));
        }
        return Verdict.pass();
    }

    private static FeatureSpec dilated(FeatureSpec in) {
        List<FeatureLevel> levels = new ArrayList<>();
        for (FeatureLevel level : in.levels()) {
            levels.add(
                    level.kind() == FeatureKind.MAP
                            ? FeatureLevel.map(level.name(), level.channels(), Math.min(DILATED, level.stride()))
                            : level);
        }
        return new FeatureSpec(levels);
    }

    private static void sizes(Wiring.Given given, FeatureSpec in, ImageSize image) {
        for (FeatureLevel level : given.declared().levels()) {
            if (level.kind() == FeatureKind.MAP) {
                side(level, given.shape(level), in, image, true);
                side(level, given.shape(level), in, image, false);
            }
        }
    }

    /** A level is as large as the one that came in with its stride; a coarser one may have lost a little on its way. */
    private static void side(FeatureLevel level, Shape given, FeatureSpec in, ImageSize image, boolean height) {
        long side = given.get(height ? 2 : 3);
        int pixels = height ? image.height() : image.width();
        int most = up(pixels, level.stride());
        int least = Math.max(1, pixels / level.stride() - LOST);
        for (FeatureLevel arrived : in.levels()) {
            ImageSize size = arrived.size();
            if (arrived.kind() != FeatureKind.MAP || size == null) {
                continue;
            }
            int other = height ? size.height() : size.width();
            if (arrived.stride() == level.stride()) {
                most = other;
                least = other;
                break;
            }
            if (arrived.stride() > level.stride()) {
                most = Math.max(most, other * (arrived.stride() / level.stride()));
            }
        }
        Broken.unless(
                side >= least && side <= most,
                "level " + level.name() + " of stride " + level.stride() + " has " + (height ? "height " : "width ")
                        + side + " instead of " + (least == most ? "" : least + " to ") + most + " at " + image
                        + " with levels " + Wiring.text(in));
    }

    private static int up(int pixels, int stride) {
        return (pixels + stride - 1) / stride;
    }
}
