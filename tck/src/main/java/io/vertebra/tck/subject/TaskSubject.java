package io.vertebra.tck.subject;

import io.vertebra.api.model.Task;
import io.vertebra.api.result.Result;

/**
 * A task with options.
 *
 * @param <O> the options
 * @param <R> the result
 * @param component under test
 * @param options usually its tiny form
 */
public record TaskSubject<O extends Record, R extends Result>(Task<O, R> component, O options) implements Subject {
    @Override
    public Kind kind() {
        return Kind.TASK;
    }

    @Override
    public String id() {
        return component.card().id();
    }
}
