package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Layers one after another, named 0, 1, 2, ... unless told otherwise. Each layer's intermediate arrays are freed at its end and
 * each result as soon as the next layer has used it, so that memory holds one layer and not the whole chain.
 */
public final class Sequence extends UnaryLayer {
    private final List<? extends UnaryLayer> layers;

    /** Numbered from 0. */
    public Sequence(List<? extends UnaryLayer> layers) {
        this.layers = List.copyOf(layers);
        for (int i = 0; i < layers.size(); i++) {
            child(String.valueOf(i), layers.get(i));
        }
    }

    /** Same contract as its layers. */
    @Override
    public NDArray run(Pass pass, NDArray x) {
        NDArray y = x;
        for (UnaryLayer layer : layers) {
            NDArray next = pass.scope(y, in -> layer.run(pass, in));
            if (y != x && y != next) {
                pass.release(y);
            }
            y = next;
        }
        return y;
    }
}
