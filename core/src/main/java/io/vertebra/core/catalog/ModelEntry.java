package io.vertebra.core.catalog;

/**
 * A named recipe.
 *
 * @param name of the model
 * @param plugin who provides it
 * @param file how messages name the recipe, such as {@code face:META-INF/vertebra/recipes/face-detector.yaml}
 * @param yaml the recipe's text
 */
public record ModelEntry(String name, String plugin, String file, String yaml) {}
