package io.vertebra.core.recipe;

import io.vertebra.api.error.Location;
import org.jspecify.annotations.Nullable;

/**
 * A value that two recipes do not share.
 *
 * @param path such as {@code neck.0.channels}
 * @param left null where only the right recipe has a value
 * @param right null where only the left recipe has a value
 */
public record RecipeDifference(
        String path, @Nullable Side left, @Nullable Side right) {
    /**
     * The value of one recipe.
     *
     * @param value as YAML of one line
     * @param at where it was stated
     */
    public record Side(String value, Location at) {}
}
