package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;

/**
 * A max pooling that knows where its maxima were.
 *
 * @param values (N, C, H', W')
 * @param indices (N, C, H', W'), whole numbers: {@code row W + column} in the pooled map
 */
public record Pooled(NDArray values, NDArray indices) {}
