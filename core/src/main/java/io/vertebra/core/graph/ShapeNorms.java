package io.vertebra.core.graph;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.NormOps;
import org.jspecify.annotations.Nullable;

/** Shape rules of normalisations: what goes in comes out. */
interface ShapeNorms extends NormOps {
    @Override
    default NDArray batchNorm(
            NDArray x, NDArray scale, NDArray shift, NDArray mean, NDArray variance, float epsilon, float momentum) {
        long channels = ShapeArray.of(scale).exact().size();
        if (ShapeArray.of(x).size(1, "batchNorm") != channels) {
            throw new ShapeMismatch(
                    "batchNorm of " + ShapeArray.of(x).exact() + " with parameters for " + channels + " channels");
        }
        return x;
    }

    @Override
    default NDArray groupNorm(
            NDArray input, @Nullable NDArray scale, @Nullable NDArray shift, int groups, float epsilon) {
        ShapeArray x = ShapeArray.of(input);
        Shapes.divided(x, 1, groups, "groupNorm");
        Shapes.perChannel(x, scale, "groupNorm");
        Shapes.perChannel(x, shift, "groupNorm");
        return x;
    }

    @Override
    default NDArray instanceNorm(NDArray input, @Nullable NDArray scale, @Nullable NDArray shift, float epsilon) {
        ShapeArray x = Shapes.map(input, "instanceNorm");
        Shapes.perChannel(x, scale, "instanceNorm");
        Shapes.perChannel(x, shift, "instanceNorm");
        return x;
    }

    @Override
    default NDArray layerNorm(NDArray input, NDArray scale, NDArray shift, float epsilon) {
        ShapeArray x = ShapeArray.of(input);
        ShapeArray last = ShapeArray.of(scale);
        boolean fits = last.rank() <= x.rank()
                && last.exact().equals(ShapeArray.of(shift).exact());
        for (int i = 1; fits && i <= last.rank(); i++) {
            fits = x.size(-i, "layerNorm") == last.size(-i, "layerNorm");
        }
        if (!fits) {
            throw new ShapeMismatch("layerNorm of " + x.exact() + " with parameters " + last.exact());
        }
        return x;
    }

    @Override
    default NDArray channelNorm(NDArray input, NDArray scale, NDArray shift, float epsilon) {
        ShapeArray x = Shapes.map(input, "channelNorm");
        Shapes.perChannel(x, scale, "channelNorm");
        Shapes.perChannel(x, shift, "channelNorm");
        return x;
    }

    @Override
    default NDArray localResponseNorm(NDArray x, int size, float alpha, float beta, float k) {
        return Shapes.map(x, "localResponseNorm");
    }

    @Override
    default NDArray l2Norm(NDArray x, @Nullable NDArray scale, float epsilon) {
        Shapes.perChannel(ShapeArray.of(x), scale, "l2Norm");
        return x;
    }
}
