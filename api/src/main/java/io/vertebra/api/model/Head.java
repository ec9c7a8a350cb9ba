package io.vertebra.api.model;

import io.vertebra.api.Spi;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.nn.Network;
import io.vertebra.api.plugin.BuildContext;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns levels into raw outputs, and raw outputs into predictions.
 *
 * @param <O> the options
 */
@Spi
public interface Head<O extends Record> extends Component<O> {
    /**
     * The raw outputs, known without an array.
     *
     * @throws io.vertebra.api.error.WiringException naming the level that it misses and what it needs
     */
    OutputSpec outputs(O options, FeatureSpec in);

    /** What {@link #decode} gives; checked against the task when a model is put together. */
    Set<PredictionKind> produces(O options);

    /** The number of classes, background included; 0 for a head without classes. Checked against the labels. */
    default int classes(O options) {
        return 0;
    }

    /**
     * Where published checkpoints of whole models with this head keep each part, by the part's name in a recipe ({@code backbone},
     * {@code neck}, {@code head}): {@code backbone.fpn}. A part that is not named has the usual root: none for the backbone, its
     * own name for others. A recipe or a weights record that states a root wins.
     */
    default Map<String, String> roots(O options, Dialect dialect) {
        return Map.of();
    }

    /**
     * Rules that rename the keys of those checkpoints before roots and key maps are applied, for parts that stand there under other
     * names than where they are published alone. Those that a recipe or a weights record states come first.
     */
    default List<Rewrite> rewrites(O options, Dialect dialect) {
        return List.of();
    }

    /**
     * The network: the levels of {@code in} by their names in, and beside them the model's own inputs by theirs
     * ({@link io.vertebra.api.feature.InputSpec#IMAGE}), to which outputs can be resized; all outputs of {@link #outputs} by
     * their names out. An output that only training uses may be left out when {@link io.vertebra.api.nn.Pass#wants} says so.
     */
    Network build(O options, FeatureSpec in, BuildContext context);

    /**
     * Reads the raw outputs: one prediction an image, in pixels of the network's input. Non-maximum suppression and the
     * head's own limits happen here. Plain Java; may be called from any thread.
     */
    List<Predictions> decode(O options, RawOutputs raw, DecodeContext context);
}
