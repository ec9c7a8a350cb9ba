package io.vertebra.core.assembly;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.plugin.WeightsCard;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.recipe.WeightsChoice;
import io.vertebra.core.runtime.EagerRuntime;
import io.vertebra.core.runtime.ModelRuntime;
import io.vertebra.core.weights.InitialValues;
import io.vertebra.core.weights.KeyRules;
import io.vertebra.core.weights.PartKeys;
import io.vertebra.core.weights.TensorSource;
import io.vertebra.core.weights.TensorSources;
import io.vertebra.core.weights.WeightsLoader;
import io.vertebra.core.weights.WeightsOpener;
import io.vertebra.core.weights.WeightsReport;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Gives a blueprint its values and starts the runtime that its recipe asks for. */
public final class ModelLoader {
    private static final long PARTIAL_SEED = 0;

    private final WeightsOpener opener;

    /** A loader that opens weights in this way. */
    @Inject
    public ModelLoader(WeightsOpener opener) {
        this.opener = opener;
    }

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
                return load(blueprint, source, rules(named.entry().card()), false);
            }
        }
        if (choice instanceof WeightsChoice.File file) {
            try (TensorSource source = opener.open(file.from())) {
                return load(blueprint, source, file.rules(), file.partial());
            }
        }
        throw new LoadException(Problem.of(ErrorCode.MISSING_KEY, "the model has no weights to run with")
                .at(Location.of(blueprint.recipe().file()))
                .received("no key weights")
                .fix("weights: {from: ./file.safetensors, dialect: torchvision}, or weights: random to try it out"));
    }

    /**
     * How the recipe's weights fit its model, without their values; empty when they come from no file.
     *
     * @throws LoadException when the weights cannot be opened
     */
    public Optional<WeightsReport> compare(Blueprint blueprint) {
        WeightsChoice choice = blueprint.recipe().weights();
        if (choice instanceof WeightsChoice.Named named) {
            try (TensorSource source = TensorSources.open(named.entry())) {
                return Optional.of(
                        compare(blueprint, source, rules(named.entry().card())));
            }
        }
        if (choice instanceof WeightsChoice.File file) {
            try (TensorSource source = opener.open(file.from())) {
                return Optional.of(compare(blueprint, source, file.rules()));
            }
        }
        return Optional.empty();
    }

    /**
     * How these tensors fit a model, without their values.
     *
     * @throws LoadException when a key map does not fit its part, or rewrites give two tensors one name
     */
    public static WeightsReport compare(Blueprint blueprint, TensorSource source, KeyRules rules) {
        return WeightsLoader.compare(source, parts(blueprint, rules), rules.rewrites());
    }

    /**
     * Hands out the values of all parameters of a model, in the order of their declaration.
     *
     * @throws LoadException when the tensors do not match the parameters, with everything that is missing, unexpected or of another
     *     shape
     */
    public static WeightsReport read(
            Blueprint blueprint, TensorSource source, KeyRules rules, BiConsumer<Parameter, float[]> sink) {
        return WeightsLoader.load(source, parts(blueprint, rules), rules.rewrites(), sink);
    }

    /**
     * A running model with these tensors.
     *
     * @param rules of their keys
     * @throws LoadException when they do not match the parameters, with everything that is missing, unexpected or of another shape
     */
    public ModelRuntime load(Blueprint blueprint, TensorSource source, KeyRules rules) {
        return load(blueprint, source, rules, false);
    }

    private static ModelRuntime load(Blueprint blueprint, TensorSource source, KeyRules rules, boolean partial) {
        List<PartKeys> parts = parts(blueprint, rules);
        return EagerRuntime.load(blueprint, sink -> {
            if (partial) {
                WeightsLoader.loadPartly(source, parts, rules.rewrites(), PARTIAL_SEED, sink);
            } else {
                WeightsLoader.load(source, parts, rules.rewrites(), sink);
            }
        });
    }

    private static KeyRules rules(WeightsCard card) {
        return new KeyRules(card.dialect(), card.roots(), card.rewrites());
    }

    private static void initialise(Blueprint blueprint, long seed, BiConsumer<Parameter, float[]> sink) {
        blueprint
                .parameters()
                .forEach((name, parameter) -> sink.accept(parameter, InitialValues.of(seed, name, parameter)));
    }

    private static List<PartKeys> parts(Blueprint blueprint, KeyRules rules) {
        Recipe recipe = blueprint.recipe();
        Dialect dialect = rules.dialect();
        Roots roots = new Roots(recipe, dialect, rules.roots());
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
