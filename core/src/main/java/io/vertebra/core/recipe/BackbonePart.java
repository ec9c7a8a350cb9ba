package io.vertebra.core.recipe;

import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.ClassifierChoice;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;

/**
 * A backbone with its options.
 *
 * @param <O> the options
 * @param type as the recipe names it
 * @param component the backbone
 * @param options bound and checked
 */
public record BackbonePart<O extends Record>(String type, Backbone<O> component, O options) {
    /** What goes in. */
    public InputSpec inputs() {
        return component.inputs(options);
    }

    /** What comes out. */
    public FeatureSpec features() {
        return component.features(options);
    }

    /** The published classifier. */
    public ClassifierChoice classifier() {
        return component.classifier(options);
    }

    /** Where checkpoints keep the parameters. */
    public KeyMap keys(Dialect dialect) {
        return component.keys(options, dialect);
    }

    /** The network. */
    public Network build(BuildContext context) {
        return component.build(options, context);
    }
}
