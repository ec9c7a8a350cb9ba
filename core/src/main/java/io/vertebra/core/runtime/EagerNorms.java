package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.norm.BatchNorm;
import io.vertebra.api.nn.NormOps;
import org.jspecify.annotations.Nullable;

/** Normalisations on real arrays. */
interface EagerNorms extends NormOps, UsesKit {
    /** Whether batch norms use the statistics of the batch and move the running ones. */
    boolean training();

    @Override
    default NDArray batchNorm(
            NDArray x, NDArray scale, NDArray shift, NDArray mean, NDArray variance, float epsilon, float momentum) {
        return BatchNorm.batchNorm(x, mean, variance, scale, shift, 1, momentum, epsilon, training())
                .singletonOrThrow();
    }

    @Override
    default NDArray groupNorm(NDArray x, @Nullable NDArray scale, @Nullable NDArray shift, int groups, float epsilon) {
        return kit().one("group_norm", x, scale, shift, groups, epsilon);
    }

    @Override
    default NDArray instanceNorm(NDArray x, @Nullable NDArray scale, @Nullable NDArray shift, float epsilon) {
        return kit().one("instance_norm", x, scale, shift, epsilon);
    }

    @Override
    default NDArray layerNorm(NDArray x, NDArray scale, NDArray shift, float epsilon) {
        return kit().one("layer_norm", x, scale, shift, epsilon);
    }

    @Override
    default NDArray channelNorm(NDArray x, NDArray scale, NDArray shift, float epsilon) {
        return kit().one("channel_norm", x, scale, shift, epsilon);
    }

    @Override
    default NDArray localResponseNorm(NDArray x, int size, float alpha, float beta, float k) {
        return kit().one("local_response_norm", x, size, alpha, beta, k);
    }

    @Override
    default NDArray l2Norm(NDArray x, @Nullable NDArray scale, float epsilon) {
        return kit().one("l2_norm", x, scale, epsilon);
    }
}
