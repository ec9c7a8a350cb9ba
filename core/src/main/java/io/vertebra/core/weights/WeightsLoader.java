package io.vertebra.core.weights;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.model.Rewrite;
import io.vertebra.api.nn.Parameter;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Brings the tensors of a file to the parameters of a model. Strict, and judged once over all parts: every parameter has one
 * tensor of the right shape, every tensor has a parameter. Left out by rule, and counted, are {@code num_batches_tracked}, the
 * prefix {@code module.} where all keys have it, what stands beside a nested state dict, and what a part's key map names.
 */
public final class WeightsLoader {
    private WeightsLoader() {}

    /**
     * Compares names and shapes and reads no value.
     *
     * @throws LoadException when a key map does not fit the parameters, or rewrites give two tensors one name
     */
    public static WeightsReport compare(TensorSource source, List<PartKeys> parts, List<Rewrite> rewrites) {
        return Matching.of(source, parts, rewrites).report();
    }

    /**
     * Delivers every parameter once, in the order of the parts, or nothing at all.
     *
     * @param sink takes a parameter and its values in row-major order; the array is its own
     * @throws LoadException when file and parameters do not match, or when the file cannot be read
     */
    public static WeightsReport load(
            TensorSource source, List<PartKeys> parts, List<Rewrite> rewrites, BiConsumer<Parameter, float[]> sink) {
        Matching matching = strict(source, parts, rewrites);
        matching.deliver(sink);
        return matching.report();
    }

    /**
     * The values of any parameter in row-major order, read when they are asked for; each array is the caller's.
     *
     * @throws LoadException when file and parameters do not match
     */
    public static Function<Parameter, float[]> values(
            TensorSource source, List<PartKeys> parts, List<Rewrite> rewrites) {
        return strict(source, parts, rewrites)::values;
    }

    private static Matching strict(TensorSource source, List<PartKeys> parts, List<Rewrite> rewrites) {
        Matching matching = Matching.of(source, parts, rewrites);
        if (!matching.report().complete()) {
            throw MismatchText.exception(source, parts, matching.report());
        }
        return matching;
    }

    /**
     * Delivers every parameter once: those that the file fills, then initial values for the others. Tensors without a parameter
     * are left out. The report says what was not filled.
     *
     * @param seed of the initial values
     * @throws LoadException when not one tensor fits, or when the file cannot be read
     */
    public static WeightsReport loadPartly(
            TensorSource source,
            List<PartKeys> parts,
            List<Rewrite> rewrites,
            long seed,
            BiConsumer<Parameter, float[]> sink) {
        Matching matching = Matching.of(source, parts, rewrites);
        if (matching.report().used() == 0) {
            throw MismatchText.exception(source, parts, matching.report());
        }
        matching.deliver(sink);
        for (Matching.Gap gap : matching.gaps()) {
            sink.accept(gap.parameter(), InitialValues.of(seed, gap.name(), gap.parameter()));
        }
        return matching.report();
    }
}
