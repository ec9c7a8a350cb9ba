package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;

/** A layer with one array in and one out. */
public abstract class UnaryLayer extends Layer {
    /** For subclasses, which declare everything in their constructor. */
    protected UnaryLayer() {}

    /** The forward; reads like the figure of the paper. */
    public abstract NDArray run(Pass pass, NDArray x);
}
