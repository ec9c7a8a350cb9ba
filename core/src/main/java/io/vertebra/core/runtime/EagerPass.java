package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vertebra.api.nn.Operators;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * A run on real arrays. Steps run in a manager of their own, so that memory holds one step's intermediate arrays and not the
 * whole network's.
 */
final class EagerPass implements Pass {
    private final boolean training;
    private final Operators operators;
    private final Map<Parameter, NDArray> values;
    private final NDManager scope;
    private final BiConsumer<String, NDArray> listener;

    /**
     * For one forward.
     *
     * @param values of the parameters
     * @param scope of the forward, closed at its end
     * @param listener of probes
     * @param training whether norms use the statistics of the batch
     */
    EagerPass(Map<Parameter, NDArray> values, NDManager scope, BiConsumer<String, NDArray> listener, boolean training) {
        this.training = training;
        this.operators = new EagerOperators(training);
        this.values = values;
        this.scope = scope;
        this.listener = listener;
    }

    @Override
    public Operators ops() {
        return operators;
    }

    /**
     * A view that belongs to this run: what is computed from it is freed with the run, and closing it leaves the parameter alone.
     * The stored array itself would take the results of {@code value.mul(x)} into the model's manager for good.
     */
    @Override
    public NDArray value(Parameter parameter) {
        NDArray value = values.get(parameter);
        if (value == null) {
            throw new IllegalStateException("a network asks for a parameter that it did not declare");
        }
        NDArray view = value.reshape(value.getShape());
        view.attach(scope);
        return view;
    }

    @Override
    public boolean training() {
        return training;
    }

    @Override
    public NDArray probe(String name, NDArray x) {
        listener.accept(name, x);
        return x;
    }

    @Override
    public NDArray scope(NDArray x, UnaryOperator<NDArray> step) {
        NDManager outer = x.getManager();
        try (NDManager inner = outer.newSubManager()) {
            x.tempAttach(inner);
            NDArray result = step.apply(x);
            if (result != x) {
                result.attach(outer);
            }
            return result;
        }
    }

    @Override
    public void release(NDArray x) {
        x.close();
    }
}
