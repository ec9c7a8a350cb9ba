package io.vertebra.tck.check;

import io.vertebra.api.error.VertebraException;
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
import java.util.Optional;

/** Stands a component up by itself, with made-up levels before it where it needs some. */
final class Parts {
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
            return fitting(NeckSubject.of(neck, options));
        }
        if (component instanceof Head<O> head) {
            return fitting(HeadSubject.of(head, options));
        }
        return Optional.empty();
    }

    private static Optional<Block> fitting(Block block) {
        return fits(block) ? Optional.of(block) : Optional.empty();
    }

    private static boolean fits(Block block) {
        try {
            block.outputs(BlockRun.typical(block));
            block.build(BlockRun.typical(block));
            return true;
        } catch (VertebraException | IllegalArgumentException | IllegalStateException e) {
            return false; // the rules of its kind say what it asks for
        }
    }
}
