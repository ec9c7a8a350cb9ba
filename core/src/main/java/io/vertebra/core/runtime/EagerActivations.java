package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import io.vertebra.api.nn.ActivationOps;

/** Non-linearities on real arrays. */
interface EagerActivations extends ActivationOps, UsesKit {
    @Override
    default NDArray relu(NDArray x) {
        return Activation.relu(x);
    }

    /** Not {@code clip}, which leaves two scalars in the manager and has another gradient at 0 and 6. */
    @Override
    default NDArray relu6(NDArray x) {
        return kit().one("relu6", x);
    }

    @Override
    default NDArray leakyRelu(NDArray x, float slope) {
        return Activation.leakyRelu(x, slope);
    }

    @Override
    default NDArray prelu(NDArray x, NDArray slope) {
        return kit().one("prelu", x, slope);
    }

    @Override
    default NDArray elu(NDArray x, float alpha) {
        return Activation.elu(x, alpha);
    }

    @Override
    default NDArray sigmoid(NDArray x) {
        return Activation.sigmoid(x);
    }

    @Override
    default NDArray hardSigmoid(NDArray x) {
        return kit().one("hard_sigmoid", x);
    }

    @Override
    default NDArray silu(NDArray x) {
        return Activation.swish(x, 1);
    }

    @Override
    default NDArray hardSwish(NDArray x) {
        return kit().one("hard_swish", x);
    }

    @Override
    default NDArray mish(NDArray x) {
        return kit().one("mish", x);
    }

    @Override
    default NDArray gelu(NDArray x) {
        return kit().one("gelu", x);
    }

    @Override
    default NDArray geluTanh(NDArray x) {
        return kit().one("gelu_tanh", x);
    }

    @Override
    default NDArray tanh(NDArray x) {
        return Activation.tanh(x);
    }

    @Override
    default NDArray softplus(NDArray x) {
        return kit().one("softplus", x);
    }

    @Override
    default NDArray logSoftmax(NDArray x, int axis) {
        return x.logSoftmax(axis);
    }
}
