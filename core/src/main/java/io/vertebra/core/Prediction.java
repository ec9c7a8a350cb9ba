package io.vertebra.core;

import io.vertebra.api.result.Result;

/**
 * A result and what is worth knowing beside it.
 *
 * @param <R> the result
 * @param result in pixels of the original image
 * @param timings where the time went
 * @param model the model's name
 */
public record Prediction<R extends Result>(R result, Timings timings, String model) {}
