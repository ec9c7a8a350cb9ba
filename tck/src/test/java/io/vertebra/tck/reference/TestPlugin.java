package io.vertebra.tck.reference;

import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Task;
import io.vertebra.api.plugin.RecipeResource;
import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.core.Vertebra;
import io.vertebra.core.plugin.LoadedPlugin;
import io.vertebra.core.plugin.PluginDescriptor;
import io.vertebra.core.plugin.PluginSet;
import io.vertebra.core.plugin.Provided;
import java.util.ArrayList;
import java.util.List;

/**
 * A plugin of given parts, embedded.
 *
 * @param backbones that it gives
 * @param tasks that it gives
 * @param recipes that it gives
 */
public record TestPlugin(List<Backbone<?>> backbones, List<Task<?, ?>> tasks, List<RecipeResource> recipes)
        implements VisionPlugin {

    /** The reference and the odd parts with their recipes. */
    public static TestPlugin reference() {
        return new TestPlugin(
                List.of(new ReferenceBackbone(), new OddBackbone()),
                List.of(new ReferenceTask(), new OddTask()),
                List.of(RecipeResource.named("reference-classifier"), RecipeResource.named("odd-recipe")));
    }

    /** Opened by itself. */
    public Vertebra open() {
        return Vertebra.open(PluginSet.of(loaded("test")));
    }

    /** Under this id. */
    public LoadedPlugin loaded(String id) {
        List<Provided> provided = new ArrayList<>();
        backbones.forEach(part ->
                provided.add(new Provided(Provided.Kind.BACKBONE, part.card().id())));
        tasks.forEach(part ->
                provided.add(new Provided(Provided.Kind.TASK, part.card().id())));
        recipes.forEach(recipe -> provided.add(new Provided(Provided.Kind.MODEL, recipe.name())));
        PluginDescriptor descriptor = new PluginDescriptor(
                id, "1.0.0", "0.1.0", 17, "0.35.1", provided, "Test", "Test", "Test", "Apache-2.0", "", List.of(), "");
        return LoadedPlugin.embedded(descriptor, this);
    }
}
