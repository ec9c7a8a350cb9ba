package io.vertebra.core.recipe;

import io.vertebra.api.model.Labels;
import io.vertebra.api.model.Preprocessing;
import java.util.List;

/**
 * A recipe whose every name is known and every option is bound. Immutable.
 *
 * @param name of the model
 * @param file where it was read
 * @param title one line, may be empty
 * @param task what is asked
 * @param backbone the first part
 * @param necks applied in order, maybe none
 * @param head the last part
 * @param preprocessing from the recipe, else from the weights, else from the task
 * @param labels one name for each result label
 * @param weights where the values come from
 * @param allowedLicences of weights, empty for any; named weights are checked already, files when they are opened
 * @param device auto, cpu, gpu or gpu:N
 * @param runtime auto or eager
 */
public record Recipe(
        String name,
        String file,
        String title,
        TaskPart<?, ?> task,
        BackbonePart<?> backbone,
        List<NeckPart<?>> necks,
        HeadPart<?> head,
        Preprocessing preprocessing,
        Labels labels,
        WeightsChoice weights,
        List<String> allowedLicences,
        String device,
        String runtime) {
    public Recipe {
        necks = List.copyOf(necks);
        allowedLicences = List.copyOf(allowedLicences);
    }
}
