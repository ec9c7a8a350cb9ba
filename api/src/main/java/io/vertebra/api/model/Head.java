package io.vertebra.api.model;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.Spi;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Pass;
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

    /**
     * Whether the head has losses. One that has none is for inference only: {@link #encode} and {@link #losses} refuse. Truths
     * have the form that {@link #produces} names: boxes {@link Truth.Boxes}, classes {@link Truth.Label}, maps {@link
     * Truth.LabelMap}, key points {@link Truth.Joints}.
     */
    default boolean trains(O options) {
        return false;
    }

    /**
     * What {@link #losses} compares the raw outputs with: a number for each that the loss reads, in the head's own names. Plain
     * Java; may be called from any thread. Images without objects are as welcome as others.
     *
     * @param truths one an image
     * @param predictions raw outputs of the same images, for heads that assign truths by what was predicted; no gradient flows
     *     through them
     * @param context the labels and levels that {@link #decode} gets
     * @return arrays of floats; the first axis of each is the image's, unless the head says otherwise
     * @throws io.vertebra.api.error.InputException with {@code TRUTH_MISMATCH} for a label out of range, a box without area, or
     *     another number of truths than images
     * @throws io.vertebra.api.error.UsageException with {@code INFERENCE_ONLY} when the head does not train
     */
    default RawOutputs encode(O options, List<Truth> truths, RawOutputs predictions, DecodeContext context) {
        throw Inference.only(card().id());
    }

    /**
     * The losses by name, each one number, with its weight in it: training minimises their sum. The mean over what counts, so that
     * the size of the batch does not matter; finite for images without objects. Differentiable with respect to {@code raw}.
     *
     * @param raw outputs of the head's network in training
     * @param targets what {@link #encode} gave, as arrays
     * @param pass of the forward that made {@code raw}
     * @throws io.vertebra.api.error.UsageException with {@code INFERENCE_ONLY} when the head does not train
     */
    default Map<String, NDArray> losses(O options, NamedArrays raw, NamedArrays targets, Pass pass) {
        throw Inference.only(card().id());
    }
}
