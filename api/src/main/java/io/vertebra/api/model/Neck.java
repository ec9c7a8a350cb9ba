package io.vertebra.api.model;

import io.vertebra.api.Spi;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;

/**
 * Turns levels into levels.
 *
 * @param <O> the options
 */
@Spi
public interface Neck<O extends Record> extends Component<O> {
    /**
     * What comes out, known without an array.
     *
     * @throws io.vertebra.api.error.WiringException naming the level that it misses and what it needs
     */
    FeatureSpec features(O options, FeatureSpec in);

    /**
     * The network: the levels of {@code in} by their names in, and beside them the model's own inputs by theirs
     * ({@link io.vertebra.api.feature.InputSpec#IMAGE}); all levels of {@link #features} out.
     */
    Network build(O options, FeatureSpec in, BuildContext context);
}
