package io.vertebra.core.graph;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A run on shapes. Nothing is allocated, so nothing is freed. */
final class ShapePass implements Pass {
    private final ShapeOperators operators = new ShapeOperators();
    private final Set<String> unwanted;

    ShapePass(Set<String> unwanted) {
        this.unwanted = unwanted;
    }

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
    public boolean wants(String output) {
        return !unwanted.contains(output);
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
