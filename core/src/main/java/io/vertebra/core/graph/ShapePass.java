package io.vertebra.core.graph;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import java.util.function.UnaryOperator;

/** A run on shapes. Nothing is allocated, so nothing is freed. */
final class ShapePass implements Pass {
    private final ShapeOperators operators = new ShapeOperators();

    @Override
    public ShapeOperators ops() {
        return operators;
    }

    @Override
    public NDArray value(Parameter parameter) {
        return ShapeArray.fixed(parameter.shape());
    }

    @Override
    public boolean training() {
        return false;
    }

    @Override
    public NDArray probe(String name, NDArray x) {
        return x;
    }

    @Override
    public NDArray scope(NDArray x, UnaryOperator<NDArray> step) {
        return step.apply(x);
    }

    @Override
    public void release(NDArray x) {
        ShapeArray.of(x);
    }
}
