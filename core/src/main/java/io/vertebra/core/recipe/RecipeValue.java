package io.vertebra.core.recipe;

import io.vertebra.api.error.Location;

/**
 * A value of a recipe and where it comes from.
 *
 * @param path such as {@code neck.0.channels}
 * @param value as YAML of one line
 * @param at where it was stated; a value of the caller has the file {@code --set PATH} and line 0
 */
public record RecipeValue(String path, String value, Location at) {}
