package io.vertebra.core.recipe;

import io.vertebra.api.model.Attention;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.InsertionPoint;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.model.Position;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;

/**
 * An attention with its options.
 *
 * @param <O> the options
 * @param type as it was named
 * @param component the attention
 * @param options bound and checked
 */
public record AttentionPart<O extends Record>(String type, Attention<O> component, O options) {
    /** Where the paper puts it. */
    public Position defaultPosition() {
        return component.defaultPosition(options);
    }

    /** Where checkpoints keep the parameters. */
    public KeyMap keys(Dialect dialect) {
        return component.keys(options, dialect);
    }

    /** The network. */
    public Network build(InsertionPoint at, BuildContext context) {
        return component.build(options, at, context);
    }
}
