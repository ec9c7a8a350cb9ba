package io.vertebra.api.plugin;

import io.vertebra.api.Spi;
import io.vertebra.api.model.Attention;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.Neck;
import io.vertebra.api.model.Task;
import java.util.List;

/**
 * The only service interface: a JAR names its implementation in {@code META-INF/services}. It needs a public constructor
 * without parameters. Every method is called once, when the plugin is loaded, and starts no engine.
 */
@Spi
public interface VisionPlugin {
    /** Backbones that the plugin adds. */
    default List<Backbone<?>> backbones() {
        return List.of();
    }

    /** Necks that the plugin adds. */
    default List<Neck<?>> necks() {
        return List.of();
    }

    /** Heads that the plugin adds. */
    default List<Head<?>> heads() {
        return List.of();
    }

    /** Attentions that the plugin adds. */
    default List<Attention<?>> attentions() {
        return List.of();
    }

    /** Tasks that the plugin adds. */
    default List<Task<?, ?>> tasks() {
        return List.of();
    }

    /** Named recipes: the models that users ask for by name. */
    default List<RecipeResource> recipes() {
        return List.of();
    }

    /** Named weights. */
    default List<WeightsCard> weights() {
        return List.of();
    }
}
