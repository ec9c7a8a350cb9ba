package io.vertebra.core.graph;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.ActivationOps;

/** Shape rules of non-linearities: what goes in comes out. */
interface ShapeActivations extends ActivationOps {
    @Override
    default NDArray relu(NDArray x) {
        return ShapeArray.of(x);
    }

    @Override
    default NDArray relu6(NDArray x) {
        return ShapeArray.of(x);
    }

    @Override
    default NDArray leakyRelu(NDArray x, float slope) {
        return ShapeArray.of(x);
    }

    @Override
    default NDArray prelu(NDArray x, NDArray slope) {
        if (ShapeArray.of(slope).exact().size() != 1) {
            Shapes.perChannel(ShapeArray.of(x), slope, "prelu");
        }
        return ShapeArray.of(x);
    }

    @Override
    default NDArray elu(NDArray x, float alpha) {
        return ShapeArray.of(x);
    }

    @Override
    default NDArray sigmoid(NDArray x) {
        return ShapeArray.of(x);
    }

    @Override
    default NDArray hardSigmoid(NDArray x) {
        return ShapeArray.of(x);
    }

    @Override
    default NDArray silu(NDArray x) {
        return ShapeArray.of(x);
    }

    @Override
    default NDArray hardSwish(NDArray x) {
        return ShapeArray.of(x);
    }

    @Override
    default NDArray mish(NDArray x) {
        return ShapeArray.of(x);
    }

    @Override
    default NDArray gelu(NDArray x) {
        return ShapeArray.of(x);
    }

    @Override
    default NDArray geluTanh(NDArray x) {
        return ShapeArray.of(x);
    }

    @Override
    default NDArray tanh(NDArray x) {
        return ShapeArray.of(x);
    }

    @Override
    default NDArray softplus(NDArray x) {
        return ShapeArray.of(x);
    }

    @Override
    default NDArray logSoftmax(NDArray x, int axis) {
        ShapeArray.of(x).axis(axis, "logSoftmax");
        return x;
    }
}
