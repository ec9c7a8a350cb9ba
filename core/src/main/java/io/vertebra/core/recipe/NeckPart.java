package io.vertebra.core.recipe;

import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.model.Neck;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;

/**
 * A neck with its options.
 *
 * @param <O> the options
 * @param type as the recipe names it
 * @param component the neck
 * @param options bound and checked
 */
public record NeckPart<O extends Record>(String type, Neck<O> component, O options) {
    /** What comes out. */
    public FeatureSpec features(FeatureSpec in) {
        return component.features(options, in);
    }

    /** Where checkpoints keep the parameters. */
    public KeyMap keys(Dialect dialect) {
        return component.keys(options, dialect);
    }

    /** The network. */
    public Network build(FeatureSpec in, BuildContext context) {
        return component.build(options, in, context);
    }
}
