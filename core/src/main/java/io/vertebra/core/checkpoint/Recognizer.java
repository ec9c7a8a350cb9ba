package io.vertebra.core.checkpoint;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.model.Dialect;
import io.vertebra.core.assembly.Assembler;
import io.vertebra.core.assembly.Blueprint;
import io.vertebra.core.assembly.Fitting;
import io.vertebra.core.catalog.Catalog;
import io.vertebra.core.catalog.Dialects;
import io.vertebra.core.catalog.ModelEntry;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.recipe.RecipeReader;
import io.vertebra.core.recipe.RecipeSource;
import io.vertebra.core.recipe.WeightsChoice;
import io.vertebra.core.weights.KeyRules;
import io.vertebra.core.weights.TensorSource;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the models and dialects that a file fits, by trying all of them on its names and shapes. */
final class Recognizer {
    private static final Logger LOG = LoggerFactory.getLogger(Recognizer.class);

    private final Catalog catalog;
    private final RecipeReader recipes;
    private final Assembler assembler;

    @Inject
    Recognizer(Catalog catalog, RecipeReader recipes, Assembler assembler) {
        this.catalog = catalog;
        this.recipes = recipes;
        this.assembler = assembler;
    }

    /** All models of which something fits, the best first. */
    List<Recognition> recognize(TensorSource source) {
        List<Recognition> fitting = new ArrayList<>();
        for (ModelEntry model : catalog.models().all()) {
            try {
                Blueprint blueprint = assembler.assemble(recipes.read(RecipeSource.of(model)));
                fitting.addAll(recognize(source, model.name(), blueprint));
            } catch (LoadException e) { // a broken model of one plugin must not hide the others
                LOG.warn("not compared with {}: {}", model.name(), e.getMessage());
            }
        }
        fitting.sort(Recognition.BEST_FIRST);
        return fitting;
    }

    /** The dialects in which something of the model fits, the best first; equal readings count once. */
    List<Recognition> recognize(TensorSource source, String name, Blueprint blueprint) {
        List<Recognition> found = new ArrayList<>();
        Set<List<List<String>>> seen = new LinkedHashSet<>();
        for (KeyRules rules : candidates(blueprint.recipe())) {
            Fitting fitting = Fitting.of(blueprint, rules);
            if (seen.add(List.of(fitting.sources(), fitting.omissions()))) {
                Recognition recognition =
                        new Recognition(name, rules, blueprint.parameters().size(), fitting.compare(source));
                if (recognition.report().used() > 0) {
                    found.add(recognition);
                }
            }
        }
        found.sort(Recognition.BEST_FIRST);
        return found;
    }

    List<Dialect> dialects() {
        return Dialects.of(catalog.weights());
    }

    /** What the recipe says of its own weights, then every dialect under its usual roots. */
    private List<KeyRules> candidates(Recipe recipe) {
        List<KeyRules> candidates = new ArrayList<>();
        if (recipe.weights() instanceof WeightsChoice.Named named) {
            candidates.add(KeyRules.of(named.entry().card()));
        } else if (recipe.weights() instanceof WeightsChoice.File file) {
            candidates.add(file.rules());
        }
        dialects().stream().map(KeyRules::of).forEach(candidates::add);
        return candidates;
    }
}
