package io.vertebra.core.recipe;

import org.jspecify.annotations.Nullable;

/**
 * A value that two recipes do not share.
 *
 * @param path such as {@code neck.0.channels}
 * @param left null where only the right recipe has a value
 * @param right null where only the left recipe has a value
 */
public record RecipeDifference(
        String path, @Nullable RecipeValue left, @Nullable RecipeValue right) {}
