package io.vertebra.api.plugin;

/**
 * A recipe in the plugin's JAR.
 *
 * @param name of the model
 * @param resource below {@code META-INF/vertebra/recipes/}, ending in {@code .yaml}
 */
public record RecipeResource(String name, String resource) {
    /** Where recipes stand in a JAR. */
    public static final String FOLDER = "META-INF/vertebra/recipes/";

    /** The recipe that stands in {@code <name>.yaml}. */
    public static RecipeResource named(String name) {
        return new RecipeResource(name, FOLDER + name + ".yaml");
    }
}
