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

/** Models that are in use: predictors of equal recipes share one, and the last predictor to close frees it. */
@Singleton
final class ModelPool {
    private final PhotoReader reader;
    private final Preprocessor preprocessor;
    private final Shelf<Recipe, LoadedModel> models;
    private final Tenants tenants = new Tenants();

    @Inject
    ModelPool(Assembler assembler, ModelLoader loader, PhotoReader reader, Preprocessor preprocessor) {
        this.reader = reader;
        this.preprocessor = preprocessor;
        models = new Shelf<>(
                recipe -> {
                    Blueprint blueprint = assembler.assemble(recipe);
                    return new LoadedModel(blueprint, loader.load(blueprint));
                },
                model -> model.runtime().close());
    }

    <R extends Result> Predictor<R> predictor(Recipe recipe, Class<R> type, PredictorOptions options) {
        Tenants.Tenancy tenancy = tenants.enter();
        Shared<LoadedModel> model;
        try {
            model = models.take(recipe);
        } catch (RuntimeException | Error e) {
            tenancy.end();
            throw e;
        }
        Answering<R> answering = new Answering<>(model.value(), type, reader, preprocessor);
        Predictor<R> predictor = new Predictor<>(answering, options, () -> {
            model.release();
            tenancy.end();
        });
        tenancy.begin(predictor::close);
        return predictor;
    }

    /** Closes the predictors that are open. */
    void close(Runnable last) {
        tenants.close(last);
    }
}
