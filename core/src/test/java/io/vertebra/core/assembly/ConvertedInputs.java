package io.vertebra.core.assembly;

import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.weights.TensorSource;

/** Lets tests of other packages compare inputs without an engine. */
public final class ConvertedInputs {
    private ConvertedInputs() {}

    public static void check(Recipe recipe, TensorSource source) {
        ConvertedInput.check(recipe, source);
    }
}
