package io.vertebra.classic.efficientnet;

import io.vertebra.api.nn.Activation;

/** The non-linearities of the family. */
public enum Rectifier {
    /** The paper's, also known as swish. */
    SILU(Activation.SILU),
    /** The lite networks'. */
    RELU6(Activation.RELU6);

    private final Activation layer;

    Rectifier(Activation layer) {
        this.layer = layer;
    }

    Activation layer() {
        return layer;
    }
}
