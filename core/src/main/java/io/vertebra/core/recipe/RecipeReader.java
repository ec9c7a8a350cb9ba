package io.vertebra.core.recipe;

import io.vertebra.api.error.LoadException;
import io.vertebra.core.catalog.Catalog;
import java.util.Map;
import java.util.Optional;

/**
 * Reads recipes: YAML to positioned nodes, merged with what they extend, the values of the caller put in, variables bound, names
 * looked up, options bound, parts checked against each other. May be shared between threads.
 */
public final class RecipeReader {
    private final Catalog catalog;

    /** A reader that knows the names of this catalog. */
    public RecipeReader(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Reads a recipe as it stands.
     *
     * @throws LoadException with all problems of the recipe, by their places
     */
    public Recipe read(RecipeSource source) {
        return read(source, Map.of());
    }

    /**
     * The recipe as one document: merged with what it extends, values replaced and variables bound, names and options not yet
     * looked at.
     *
     * @param overrides as in {@link #read(RecipeSource, Map)}
     * @throws LoadException when it cannot be put together
     */
    public RecipeDocument document(RecipeSource source, Map<String, Object> overrides) {
        Problems problems = new Problems(source.file());
        Optional<MapNode> root = new RecipeCompiler(catalog.models(), problems).compile(source, overrides);
        problems.throwIfAny();
        return new RecipeDocument(
                source.file(),
                root.orElseThrow(() -> new IllegalStateException("neither a tree nor a problem in " + source.file())));
    }

    /**
     * Reads a recipe with some values replaced.
     *
     * @param overrides by dotted path, such as {@code backbone.depth} or {@code neck.0.channels}; values are texts, numbers,
     *     booleans, lists or maps. They take the place of what the recipe has under the path, and messages name their place as
     *     {@code --set backbone.depth}
     * @throws LoadException with all problems of the recipe and of the replaced values, by their places
     */
    public Recipe read(RecipeSource source, Map<String, Object> overrides) {
        Problems problems = new Problems(source.file());
        Optional<Recipe> recipe = new RecipeCompiler(catalog.models(), problems)
                .compile(source, overrides)
                .flatMap(root -> new RecipeBinder(catalog, source, root, problems).bind());
        problems.throwIfAny();
        return recipe.orElseThrow(
                () -> new IllegalStateException("neither a recipe nor a problem in " + source.file()));
    }
}
