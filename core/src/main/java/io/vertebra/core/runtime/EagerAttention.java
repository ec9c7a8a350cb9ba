package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.AttentionOps;
import org.jspecify.annotations.Nullable;

/** Attention on real arrays. */
interface EagerAttention extends AttentionOps, UsesKit {
    @Override
    default NDArray attention(NDArray query, NDArray key, NDArray value, @Nullable NDArray mask) {
        return kit().one("attention", query, key, value, mask);
    }

    @Override
    default NDArray multiHeadAttention(NDArray query, NDArray key, NDArray value, @Nullable NDArray mask, int heads) {
        return kit().one("multi_head_attention", query, key, value, mask, heads);
    }
}
