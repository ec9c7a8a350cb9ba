package io.vertebra.core.recipe;

import io.vertebra.api.model.Dialect;
import io.vertebra.core.catalog.WeightsEntry;
import io.vertebra.core.weights.KeyRules;
import io.vertebra.core.weights.WeightsAddress;
import java.nio.file.Path;
import java.util.List;
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
     * @param from where it is
     * @param rules of its keys; parts whose root is not stated take the root that the published classifier has
     * @param partial whether parameters that the file does not fill keep initial values, and tensors without a parameter are left
     *     out
     */
    record File(WeightsAddress from, KeyRules rules, boolean partial) implements WeightsChoice {
        /** A file of this machine that has everything. */
        public File(Path file, Dialect dialect, Map<String, String> roots) {
            this(new WeightsAddress.Local(file, null), new KeyRules(dialect, roots, List.of()), false);
        }
    }
}
