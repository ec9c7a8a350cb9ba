package io.vertebra.cli;

import io.vertebra.core.catalog.ModelEntry;
import io.vertebra.core.catalog.Registry;
import io.vertebra.core.recipe.WeightsChoice;

/** How models and their weights are called in lists. */
final class ModelNames {
    private ModelNames() {}

    /** The short name where it means this model, else the qualified one. */
    static String of(ModelEntry entry, Registry<ModelEntry> models) {
        boolean isShort = models.find(entry.name()).filter(entry::equals).isPresent();
        return isShort ? entry.name() : entry.plugin() + "/" + entry.name();
    }

    static String of(WeightsChoice weights) {
        if (weights instanceof WeightsChoice.Named named) {
            return named.entry().card().name();
        }
        if (weights instanceof WeightsChoice.File file) {
            return file.from().text();
        }
        return weights instanceof WeightsChoice.Random random ? "random, seed " + random.seed() : "none";
    }

    /** Empty where nobody stated one. */
    static String licence(WeightsChoice weights) {
        return weights instanceof WeightsChoice.Named named
                ? named.entry().card().licence()
                : "";
    }
}
