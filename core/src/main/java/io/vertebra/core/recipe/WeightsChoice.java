package io.vertebra.core.recipe;

import io.vertebra.api.model.Dialect;
import io.vertebra.core.catalog.WeightsEntry;
import java.nio.file.Path;
import java.util.Map;

/** Where a model's parameters come from. */
public sealed interface WeightsChoice {
    /** The recipe states none: the model can be described and checked, not run. */
    record None() implements WeightsChoice {}

    /**
     * Initial values, for training and for trying a recipe out.
     *
     * @param seed equal seeds give equal values on every machine
     */
    record Random(long seed) implements WeightsChoice {}

    /**
     * Weights of a plugin.
     *
     * @param entry with their roots and dialect
     */
    record Named(WeightsEntry entry) implements WeightsChoice {}

    /**
     * A file.
     *
     * @param file absolute
     * @param dialect of its keys
     * @param roots by part ({@code backbone}, {@code neck}, {@code neck.1}, {@code head}): prefix of the part's keys; parts that
     *     are not named take the root that the published classifier has
     */
    record File(Path file, Dialect dialect, Map<String, String> roots) implements WeightsChoice {}
}
