package io.vertebra.core.recipe;

import io.vertebra.api.error.LoadException;
import io.vertebra.core.catalog.Catalog;
import java.util.Map;
import java.util.Optional;

/**
 * Reads recipes: YAML to positioned nodes, the values of the caller put in, names looked up, options bound, parts checked
 * against each other. May be shared between threads.
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
     * Reads a recipe with some values replaced.
     *
     * @param overrides by dotted path, such as {@code backbone.depth} or {@code neck.0.channels}; values are texts, numbers,
     *     booleans, lists or maps. They take the place of what the recipe has under the path, and messages name their place as
     *     {@code --set backbone.depth}
     * @throws LoadException with all problems of the recipe and of the replaced values, by their places
     */
    public Recipe read(RecipeSource source, Map<String, Object> overrides) {
        Problems problems = new Problems(source.file());
        Optional<Node> root = new YamlReader(source, problems).read();
        if (root.isPresent() && !(root.get() instanceof MapNode)) {
            problems.add(RecipeBinder.notAMap(root.get()));
        }
        Optional<Recipe> recipe = root.filter(MapNode.class::isInstance)
                .map(node -> new Overrides(problems).apply((MapNode) node, overrides))
                .flatMap(node -> new RecipeBinder(catalog, source, node, problems).bind());
        problems.throwIfAny();
        return recipe.orElseThrow(
                () -> new IllegalStateException("neither a recipe nor a problem in " + source.file()));
    }
}
