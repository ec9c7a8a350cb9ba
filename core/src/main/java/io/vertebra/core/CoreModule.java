package io.vertebra.core;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.vertebra.core.catalog.Catalog;
import io.vertebra.core.image.PhotoReader;
import io.vertebra.core.recipe.PartReader;
import io.vertebra.core.recipe.RecipeReader;
import io.vertebra.core.weights.WeightsOpener;

/** Wires core after the plugins are loaded. Its types appear in no public signature. */
final class CoreModule extends AbstractModule {
    private final Catalog catalog;

    CoreModule(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    protected void configure() {
        bind(Catalog.class).toInstance(catalog);
    }

    @Provides
    @Singleton
    RecipeReader recipeReader() {
        return new RecipeReader(catalog);
    }

    @Provides
    @Singleton
    PartReader partReader() {
        return new PartReader(catalog);
    }

    @Provides
    @Singleton
    PhotoReader photoReader() {
        return new PhotoReader();
    }

    @Provides
    @Singleton
    WeightsOpener weightsOpener() {
        return WeightsOpener.system();
    }
}
