package io.vertebra.api.nn;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/** One run of a network: on real arrays, or on arrays that only know their shape. Vertebra implements it; it may grow. */
public interface Pass {
    /** The operators of this run. */
    Operators ops();

    /** The value of a parameter in this run. */
    NDArray value(Parameter parameter);

    /** Whether norms use the statistics of the batch. */
    boolean training();

    /**
     * Shows an intermediate value to whoever listens (parity checks, visualisers); costs nothing when nobody does.
     *
     * @return x
     */
    NDArray probe(String name, NDArray x);

    /**
     * Whether this run uses an output of the network: false for one that only training uses and nobody asks for. A head spares the
     * work and leaves the output out.
     */
    boolean wants(String output);

    /**
     * Runs a step whose intermediate arrays are freed at its end.
     *
     * @param x stays open
     * @return the step's result, which belongs to where x belongs
     */
    NDArray scope(NDArray x, UnaryOperator<NDArray> step);

    /** Frees an array that is not needed any more; the caller made it and nobody else holds it. */
    void release(NDArray x);
}
