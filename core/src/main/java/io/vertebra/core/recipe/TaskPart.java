package io.vertebra.core.recipe;

import io.vertebra.api.model.Canvas;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Task;
import io.vertebra.api.result.Result;

/**
 * A task with its options.
 *
 * @param <O> the options
 * @param <R> the result
 * @param type as the recipe names it
 * @param component the task
 * @param options bound and checked
 */
public record TaskPart<O extends Record, R extends Result>(String type, Task<O, R> component, O options) {
    /** The result on the original image. */
    public R postprocess(Predictions predictions, ImageTransform transform, Labels labels) {
        return component.postprocess(options, predictions, transform, labels);
    }

    /** Draws a result of this task. */
    public void draw(Result result, Canvas canvas) {
        component.draw(component.resultType().cast(result), canvas);
    }
}
