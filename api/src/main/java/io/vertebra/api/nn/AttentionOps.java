package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/** Attention over tokens; part of {@link Operators}. Vaswani et al.: Attention Is All You Need, NeurIPS 2017, section 3.2. */
public interface AttentionOps {
    /**
     * {@code softmax(Q K^T / sqrt(d) + mask) V}.
     *
     * @param query (..., T, d)
     * @param key (..., S, d)
     * @param value (..., S, e)
     * @param mask added to the scores (..., T, S), or null
     * @return (..., T, e)
     */
    NDArray attention(NDArray query, NDArray key, NDArray value, @Nullable NDArray mask);

    /**
     * {@link #attention} in each of several heads, which share the last axis evenly. Projections are the caller's.
     *
     * @param query (N, T, C)
     * @param key (N, S, C)
     * @param value (N, S, E)
     * @param mask added to the scores, (T, S), or null
     * @param heads divides C and E
     * @return (N, T, E)
     */
    NDArray multiHeadAttention(NDArray query, NDArray key, NDArray value, @Nullable NDArray mask, int heads);
}
