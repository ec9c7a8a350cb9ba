package io.vertebra.core.weights;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.nn.Parameter;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Brings the tensors of a file to the parameters of a model. Strict, and judged once over all parts: every parameter has one
 * tensor of the right shape, every tensor has a parameter. Left out by rule, and counted, are {@code num_batches_tracked}, the
 * prefix {@code module.} where all keys have it, and what a part's key map names.
 */
public final class WeightsLoader {
    private WeightsLoader() {}

    /**
     * Compares names and shapes and reads no value.
     *
     * @throws LoadException when a key map moves another number of axes than a parameter has
     */
    public static WeightsReport compare(TensorSource source, List<PartKeys> parts) {
        return Matching.of(source, parts).report();
    }

    /**
     * Delivers every parameter once, in the order of the parts, or nothing at all.
     *
     * @param sink takes a parameter and its values in row-major order; the array is its own
     * @throws LoadException when file and parameters do not match, or when the file cannot be read
     */
    public static WeightsReport load(TensorSource source, List<PartKeys> parts, BiConsumer<Parameter, float[]> sink) {
        Matching matching = Matching.of(source, parts);
        if (!matching.report().complete()) {
            throw MismatchText.exception(source, parts, matching.report());
        }
        matching.deliver(sink);
        return matching.report();
    }
}
