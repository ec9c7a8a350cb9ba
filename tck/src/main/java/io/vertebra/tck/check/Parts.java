package io.vertebra.tck.check;

import io.vertebra.api.error.VertebraException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.model.Attention;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Component;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.Neck;
import io.vertebra.tck.subject.AttentionSubject;
import io.vertebra.tck.subject.BackboneSubject;
import io.vertebra.tck.subject.Block;
import io.vertebra.tck.subject.HeadSubject;
import io.vertebra.tck.subject.NeckSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Stands a component up by itself, with made-up levels before it where it needs some. */
final class Parts {
    private static final int CHANNELS = 8;
    private static final int STAGES = 7;

    private Parts() {}

    /** The component with these options; empty for a task, and where no levels are found that it takes. */
    static <O extends Record> Optional<Block> of(Component<O> component, O options) {
        if (component instanceof Backbone<O> backbone) {
            return Optional.of(new BackboneSubject<>(backbone, options));
        }
        if (component instanceof Attention<O> attention) {
            return Optional.of(new AttentionSubject<>(
                    attention, options, AttentionSubject.tiny(attention).at()));
        }
        if (component instanceof Neck<O> neck) {
            return first(levels().stream().map(in -> new NeckSubject<>(neck, options, in)));
        }
        if (component instanceof Head<O> head) {
            return first(levels().stream().map(in -> new HeadSubject<>(head, options, in)));
        }
        return Optional.empty();
    }

    private static Optional<Block> first(Stream<? extends Block> candidates) {
        return candidates.filter(Parts::fits).findFirst().map(block -> block);
    }

    private static boolean fits(Block block) {
        try {
            block.outputs(BlockRun.typical(block));
            block.build(BlockRun.typical(block));
            return true;
        } catch (VertebraException | IllegalArgumentException | IllegalStateException e) {
            return false; // other levels may fit
        }
    }

    /** Levels as backbones and pyramids give them: one, several, under both kinds of names, tokens, a vector. */
    private static List<FeatureSpec> levels() {
        List<FeatureSpec> specs = new ArrayList<>();
        for (String prefix : List.of("c", "p")) {
            for (int from = 1; from <= STAGES; from++) {
                for (int to = STAGES; to >= from; to--) {
                    specs.add(stages(prefix, from, to, true));
                    specs.add(stages(prefix, from, to, false));
                }
            }
        }
        specs.add(FeatureSpec.of(new FeatureLevel("tokens", FeatureKind.TOKENS, CHANNELS, 1, null)));
        specs.add(FeatureSpec.of(new FeatureLevel("vector", FeatureKind.VECTOR, CHANNELS, 1, null)));
        return specs;
    }

    private static FeatureSpec stages(String prefix, int from, int to, boolean equal) {
        List<FeatureLevel> levels = new ArrayList<>();
        for (int stage = from; stage <= to; stage++) {
            levels.add(FeatureLevel.map(prefix + stage, equal ? CHANNELS : CHANNELS * stage, 1 << stage));
        }
        return new FeatureSpec(levels);
    }
}
