package io.vertebra.api.model;

import io.vertebra.api.Spi;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputRule;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;
import java.util.List;

/**
 * Turns images into levels.
 *
 * @param <O> the options
 */
@Spi
public interface Backbone<O extends Record> extends Component<O> {
    /** What goes in; by default one RGB image of any size. */
    default InputSpec inputs(O options) {
        return InputSpec.image(3, InputRule.atLeast(1));
    }

    /** What comes out, known without an array. */
    FeatureSpec features(O options);

    /** Where attention can stand; nowhere by default. */
    default List<InsertionPoint> insertionPoints(O options) {
        return List.of();
    }

    /** The head that makes it the published classifier; a linear layer on the pooled last level by default. */
    default ClassifierChoice classifier(O options) {
        return ClassifierChoice.LINEAR;
    }

    /** The network: inputs by their names in, all levels of {@link #features} by their names out. */
    Network build(O options, BuildContext context);
}
