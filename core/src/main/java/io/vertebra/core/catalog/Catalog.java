package io.vertebra.core.catalog;

import io.vertebra.api.model.Attention;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.Neck;
import io.vertebra.api.model.Task;

/**
 * Everything that the loaded plugins provide. Immutable.
 *
 * @param backbones and their variants
 * @param necks and their variants
 * @param heads and their variants
 * @param attentions and their variants
 * @param tasks and their variants
 * @param models named recipes
 * @param weights named weights
 * @param labels named label lists
 */
public record Catalog(
        Registry<Entry<Backbone<?>>> backbones,
        Registry<Entry<Neck<?>>> necks,
        Registry<Entry<Head<?>>> heads,
        Registry<Entry<Attention<?>>> attentions,
        Registry<Entry<Task<?, ?>>> tasks,
        Registry<ModelEntry> models,
        Registry<WeightsEntry> weights,
        Registry<Labels> labels) {}
