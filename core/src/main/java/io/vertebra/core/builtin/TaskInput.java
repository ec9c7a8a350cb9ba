package io.vertebra.core.builtin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.model.Predictions;
import java.util.Locale;

/** What the tasks share. */
final class TaskInput {
    private TaskInput() {}

    /**
     * The predictions in the form that the task reads. Assembly compares kinds; a head may still answer in a form of its own.
     */
    static <P extends Predictions> P require(Class<P> form, Predictions predictions, String task) {
        if (!form.isInstance(predictions)) {
            throw new LoadException(Problem.of(ErrorCode.TASK_MISMATCH, task + " reads " + form.getSimpleName())
                    .received(predictions.getClass().getName())
                    .fix("a head that decodes to " + form.getSimpleName()));
        }
        return form.cast(predictions);
    }

    /** {@code person 0.96}. */
    static String caption(String name, float score) {
        return String.format(Locale.ROOT, "%s %.2f", name, score);
    }
}
