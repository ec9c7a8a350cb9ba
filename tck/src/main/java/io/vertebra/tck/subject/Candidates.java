package io.vertebra.tck.subject;

import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Levels to stand a neck or a head behind whose needs nobody stated: it says itself which it takes. */
final class Candidates {
    private static final int CHANNELS = 8;
    private static final int STAGES = 7;
    private static final int TOKEN_STRIDE = 16;

    private Candidates() {}

    /**
     * The subject with the first levels that it takes at one of its sizes at least. Where it takes none, that with the first
     * levels of all: the rule on declared levels shows what it asked for.
     */
    static <B extends OnLevels> B first(Function<FeatureSpec, B> subject) {
        List<FeatureSpec> all = all();
        return all.stream()
                .map(subject)
                .filter(block -> !Sizes.taken(block).isEmpty())
                .findFirst()
                .orElseGet(() -> subject.apply(all.get(0)));
    }

    /** The usual ones first: a backbone's stages, a pyramid, the last stage alone, what comes out of transformers. */
    private static List<FeatureSpec> all() {
        List<FeatureSpec> specs = new ArrayList<>();
        specs.add(stages("c", 2, 5, true));
        specs.add(stages("p", 3, 7, false));
        specs.add(stages("c", 5, 5, true));
        specs.add(FeatureSpec.of(new FeatureLevel("vector", FeatureKind.VECTOR, CHANNELS, 1, null)));
        specs.add(FeatureSpec.of(new FeatureLevel("tokens", FeatureKind.TOKENS, CHANNELS, TOKEN_STRIDE, null)));
        for (String prefix : List.of("c", "p")) {
            for (int from = 1; from <= STAGES; from++) {
                for (int to = STAGES; to >= from; to--) {
                    specs.add(stages(prefix, from, to, false));
                    specs.add(stages(prefix, from, to, true));
                }
            }
        }
        return specs;
    }

    private static FeatureSpec stages(String prefix, int from, int to, boolean growing) {
        List<FeatureLevel> levels = new ArrayList<>();
        for (int stage = from; stage <= to; stage++) {
            int channels = growing ? CHANNELS * (1 + stage - from) : CHANNELS;
            levels.add(FeatureLevel.map(prefix + stage, channels, 1 << stage));
        }
        return new FeatureSpec(levels);
    }
}
