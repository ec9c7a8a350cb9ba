package io.vertebra.core.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrayAdapter;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;

/**
 * An array without values and without a manager. What a subclass does not answer ends in the {@link
 * UnsupportedOperationException} of DJL's adapter, which {@link ShapeForward} turns into an error that names the caller's line.
 */
abstract class ValuelessArray extends NDArrayAdapter {
    ValuelessArray(Shape reported) {
        super(null, null, reported, DataType.FLOAT32, "shape");
    }

    @Override
    public NDManager getManager() {
        throw new UnsupportedOperationException("an array in the shape-only run belongs to no manager");
    }

    @Override
    public ByteBuffer toByteBuffer(boolean tryDirect) {
        throw new UnsupportedOperationException("an array in the shape-only run has no values");
    }

    @Override
    public String[] toStringArray(Charset charset) {
        throw new UnsupportedOperationException("an array in the shape-only run has no values");
    }

    @Override
    public void intern(NDArray replaced) {
        throw new UnsupportedOperationException("an array in the shape-only run cannot be replaced");
    }

    @Override
    public void detach() {
        throw new UnsupportedOperationException("an array in the shape-only run belongs to no manager");
    }

    /** Identity: content, which the base class compares, does not exist. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
