package io.vertebra.core.assembly;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Parameter;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.recipe.WeightsChoice;
import io.vertebra.core.runtime.EagerRuntime;
import io.vertebra.core.runtime.ModelRuntime;
import io.vertebra.core.weights.InitialValues;
import io.vertebra.core.weights.PartKeys;
import io.vertebra.core.weights.TensorSource;
import io.vertebra.core.weights.TensorSources;
import io.vertebra.core.weights.WeightsLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Gives a blueprint its values and starts the runtime that its recipe asks for. */
public final class ModelLoader {
    /**
     * A running model; the caller closes it. Nothing stays behind when weights do not fit.
     *
     * @throws LoadException when the recipe names no weights, or they cannot be read or do not match
     */
    public ModelRuntime load(Blueprint blueprint) {
        WeightsChoice choice = blueprint.recipe().weights();
        if (choice instanceof WeightsChoice.Random random) {
            return EagerRuntime.load(blueprint, sink -> initialise(blueprint, random.seed(), sink));
        }
        if (choice instanceof WeightsChoice.Named named) {
            try (TensorSource source = TensorSources.open(named.entry())) {
                return load(
                        blueprint,
                        source,
                        named.entry().card().dialect(),
                        named.entry().card().roots());
            }
        }
        if (choice instanceof WeightsChoice.File file) {
            try (TensorSource source = TensorSources.open(file.file())) {
                return load(blueprint, source, file.dialect(), file.roots());
            }
        }
        throw new LoadException(Problem.of(ErrorCode.MISSING_KEY, "the model has no weights to run with")
                .at(Location.of(blueprint.recipe().file()))
                .received("no key weights")
                .fix("weights: {from: ./file.safetensors, dialect: torchvision}, or weights: random to try it out"));
    }

    /**
     * A running model with these tensors.
     *
     * @param dialect of the tensors' names
     * @param roots by part: prefix of its names
     * @throws LoadException when they do not match the parameters, with everything that is missing, unexpected or of another shape
     */
    public ModelRuntime load(Blueprint blueprint, TensorSource source, Dialect dialect, Map<String, String> roots) {
        List<PartKeys> parts = parts(blueprint, dialect, roots);
        return EagerRuntime.load(blueprint, sink -> WeightsLoader.load(source, parts, sink));
    }

    private static void initialise(Blueprint blueprint, long seed, BiConsumer<Parameter, float[]> sink) {
        blueprint
                .parameters()
                .forEach((name, parameter) -> sink.accept(parameter, InitialValues.of(seed, name, parameter)));
    }

    private static List<PartKeys> parts(Blueprint blueprint, Dialect dialect, Map<String, String> stated) {
        Recipe recipe = blueprint.recipe();
        Roots roots = new Roots(recipe, dialect, stated);
        List<PartKeys> parts = new ArrayList<>();
        parts.add(part(blueprint.backbone(), roots, recipe.backbone().keys(dialect)));
        for (int i = 0; i < blueprint.necks().size(); i++) {
            parts.add(
                    part(blueprint.necks().get(i), roots, recipe.necks().get(i).keys(dialect)));
        }
        parts.add(part(blueprint.head(), roots, recipe.head().keys(dialect)));
        return parts;
    }

    private static PartKeys part(Blueprint.Part part, Roots roots, KeyMap keys) {
        return new PartKeys(
                part.name(), roots.of(part.name()), keys, part.network().parameters());
    }
}
