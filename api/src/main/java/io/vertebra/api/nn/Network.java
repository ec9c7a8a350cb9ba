package io.vertebra.api.nn;

import io.vertebra.api.Spi;

/**
 * The network of a part: named arrays in, named arrays out. It is immutable and holds no array; the pass brings the values of
 * its parameters. Inside the forward two things may be used and nothing else: {@link Operators}, and the methods of
 * {@code NDArray} that {@link Operators} lists.
 */
@Spi
public abstract class Network extends Layer {
    /** For subclasses, which declare everything in their constructor. */
    protected Network() {}

    /**
     * The forward.
     *
     * @param inputs by the names that the role states
     * @return outputs by the names that the role states
     */
    public abstract NamedArrays forward(Pass pass, NamedArrays inputs);
}
