package io.vertebra.core.recipe;

import io.vertebra.api.error.LoadException;
import io.vertebra.core.catalog.ModelEntry;
import io.vertebra.core.catalog.Registry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From files to one tree: what is extended below, the values of the caller on top, then the variables. */
final class RecipeCompiler {
    private final Registry<ModelEntry> models;
    private final Problems problems;

    RecipeCompiler(Registry<ModelEntry> models, Problems problems) {
        this.models = models;
        this.problems = problems;
    }

    /** The tree without {@code extends} and {@code vars}; empty when it could not be made, and the problems say why. */
    Optional<MapNode> compile(RecipeSource source, Map<String, Object> overrides) {
        Optional<List<Layers.Layer>> layers = new Layers(new Extended(models, problems), problems).of(source);
        try {
            return layers.map(files -> compile(files, overrides));
        } catch (LoadException e) { // a limit: what follows cannot be judged
            problems.addAll(e);
            return Optional.empty();
        }
    }

    private MapNode compile(List<Layers.Layer> layers, Map<String, Object> overrides) {
        Merger merger = new Merger(problems);
        MapNode merged = layers.get(0).root().without(Layers.EXTENDS);
        for (Layers.Layer layer : layers.subList(1, layers.size())) {
            merged = merger.over(merged, layer.root());
        }
        MapNode changed = new Overrides(problems).apply(merged, overrides);
        ListOperators.refuseLeft(changed, problems);
        return new FilePaths(layers, problems).rebase(Variables.bind(changed, problems));
    }
}
