package io.vertebra.core;

import io.vertebra.api.result.Result;
import io.vertebra.core.assembly.Assembler;
import io.vertebra.core.assembly.Blueprint;
import io.vertebra.core.assembly.ModelLoader;
import io.vertebra.core.image.PhotoReader;
import io.vertebra.core.image.Preprocessor;
import io.vertebra.core.recipe.Recipe;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** Models that are in use: predictors of equal recipes share one, and the last predictor to close frees it. */
@Singleton
final class ModelPool {
    private final Assembler assembler;
    private final ModelLoader loader;
    private final PhotoReader reader;
    private final Preprocessor preprocessor;
    private final Map<Recipe, SharedModel> models = new HashMap<>();

    @Inject
    ModelPool(Assembler assembler, ModelLoader loader, PhotoReader reader, Preprocessor preprocessor) {
        this.assembler = assembler;
        this.loader = loader;
        this.reader = reader;
        this.preprocessor = preprocessor;
    }

    <R extends Result> Predictor<R> predictor(Recipe recipe, Class<R> type) {
        return new Predictor<>(join(recipe), type, reader, preprocessor);
    }

    private synchronized SharedModel join(Recipe recipe) {
        models.values().removeIf(SharedModel::isGone);
        SharedModel model = models.get(recipe);
        if (model == null || !model.join()) {
            Blueprint blueprint = assembler.assemble(recipe);
            model = new SharedModel(blueprint, loader.load(blueprint));
            model.join();
            models.put(recipe, model);
        }
        return model;
    }
}
