package io.vertebra.core.assembly;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.nn.Parameter;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.recipe.WeightsChoice;
import io.vertebra.core.runtime.EagerRuntime;
import io.vertebra.core.runtime.ModelRuntime;
import io.vertebra.core.weights.InitialValues;
import io.vertebra.core.weights.KeyRules;
import io.vertebra.core.weights.TensorSource;
import io.vertebra.core.weights.TensorSources;
import io.vertebra.core.weights.WeightsOpener;
import io.vertebra.core.weights.WeightsReport;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Gives a blueprint its values and starts the runtime that its recipe asks for. */
public final class ModelLoader {
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
                return load(blueprint, source, KeyRules.of(named.entry().card()), false);
            }
        }
        if (choice instanceof WeightsChoice.File file) {
            try (TensorSource source = opener.open(file.from())) {
                ConvertedInput.check(blueprint.recipe(), source);
                checkLicence(blueprint.recipe(), source);
                return load(blueprint, source, file.rules(), file.partial());
            }
        }
        throw new LoadException(Problem.of(ErrorCode.MISSING_KEY, "the model has no weights to run with")
                .at(Location.of(blueprint.recipe().file()))
                .received("no key weights")
                .fix("weights: {from: ./file.safetensors, dialect: torchvision}, or weights: random to try it out"));
    }

    /** A file without a licence cannot be told from one with a forbidden one. */
    private static void checkLicence(Recipe recipe, TensorSource source) {
        List<String> allowed = recipe.allowedLicences();
        String licence = source.metadata().getOrDefault("licence", "no licence recorded");
        if (!allowed.isEmpty() && allowed.stream().noneMatch(licence::equalsIgnoreCase)) {
            throw new LoadException(Problem.of(
                            ErrorCode.LICENCE_REFUSED, "the licence of the weights is one that allow-licenses names")
                    .at(Location.of(recipe.file()))
                    .received(source.name() + ", " + licence)
                    .fix("one of " + String.join(", ", allowed)
                            + "; `vertebra weights convert --licence` records the licence of a file of your own"));
        }
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
                        Fitting.of(blueprint, KeyRules.of(named.entry().card())).compare(source));
            }
        }
        if (choice instanceof WeightsChoice.File file) {
            try (TensorSource source = opener.open(file.from())) {
                return Optional.of(Fitting.of(blueprint, file.rules()).compare(source));
            }
        }
        return Optional.empty();
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
        Fitting fitting = Fitting.of(blueprint, rules);
        return EagerRuntime.load(blueprint, sink -> fitting.deliver(source, partial, sink));
    }

    private static void initialise(Blueprint blueprint, long seed, BiConsumer<Parameter, float[]> sink) {
        blueprint
                .parameters()
                .forEach((name, parameter) -> sink.accept(parameter, InitialValues.of(seed, name, parameter)));
    }
}
