package io.vertebra.core.assembly;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Parameter;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.weights.KeyRules;
import io.vertebra.core.weights.PartKeys;
import io.vertebra.core.weights.TensorSource;
import io.vertebra.core.weights.WeightsLoader;
import io.vertebra.core.weights.WeightsReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** A model and the way in which the keys of a file are read for it. */
public final class Fitting {
    private static final long PARTIAL_SEED = 0;

    private final List<PartKeys> parts;
    private final KeyRules rules;

    private Fitting(List<PartKeys> parts, KeyRules rules) {
        this.parts = parts;
        this.rules = rules;
    }

    /** The parts' own key maps for the dialect, under the roots of the rules or else the usual ones. */
    public static Fitting of(Blueprint blueprint, KeyRules rules) {
        Recipe recipe = blueprint.recipe();
        Dialect dialect = rules.dialect();
        Roots roots = new Roots(recipe, dialect, rules.roots());
        List<KeyMap> keys = new ArrayList<>();
        keys.add(recipe.backbone().keys(dialect));
        recipe.necks().forEach(neck -> keys.add(neck.keys(dialect)));
        keys.add(recipe.head().keys(dialect));
        List<PartKeys> parts = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            Blueprint.Part part = blueprint.parts().get(i);
            // Our own names are what they are, whatever a component may answer; what it leaves out it leaves out there,
            // too.
            KeyMap map = dialect.equals(Dialect.VERTEBRA) ? sameWithout(keys.get(i)) : keys.get(i);
            parts.add(new PartKeys(
                    part.name(), roots.of(part.name()), map, part.network().parameters()));
        }
        return new Fitting(parts, rules);
    }

    private static KeyMap sameWithout(KeyMap keys) {
        KeyMap.Builder same = KeyMap.builder();
        keys.ignored().forEach(rule -> same.ignore(rule.prefix(), rule.reason()));
        return same.build();
    }

    /**
     * How the tensors fit, without their values.
     *
     * @throws LoadException when a key map does not fit its part, or rewrites give two tensors one name
     */
    public WeightsReport compare(TensorSource source) {
        return WeightsLoader.compare(source, parts, rules.rewrites());
    }

    /**
     * The values of each parameter of the model, read when they are asked for.
     *
     * @throws LoadException when the tensors do not match the parameters, with everything that is missing, unexpected or of another
     *     shape
     */
    public Function<Parameter, float[]> values(TensorSource source) {
        return WeightsLoader.values(source, parts, rules.rewrites());
    }

    /**
     * Delivers every parameter once.
     *
     * @param partial whether parameters that the file does not fill get initial values
     * @throws LoadException as {@link #values}
     */
    void deliver(TensorSource source, boolean partial, BiConsumer<Parameter, float[]> sink) {
        if (partial) {
            WeightsLoader.loadPartly(source, parts, rules.rewrites(), PARTIAL_SEED, sink);
        } else {
            WeightsLoader.load(source, parts, rules.rewrites(), sink);
        }
    }

    /** Where each parameter is looked for; equal for dialects that differ in nothing here. */
    public List<String> sources() {
        List<String> sources = new ArrayList<>();
        for (PartKeys part : parts) {
            part.parameters()
                    .keySet()
                    .forEach(
                            name -> sources.add(part.root() + ": " + part.keys().source(name)));
        }
        rules.rewrites().forEach(rewrite -> sources.add(rewrite.toString()));
        return sources;
    }

    /** What the parts leave out on purpose. */
    public List<String> omissions() {
        List<String> omissions = new ArrayList<>();
        for (PartKeys part : parts) {
            part.keys().ignored().forEach(rule -> omissions.add(part.root() + ": " + rule));
        }
        return omissions;
    }
}
