package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vertebra.api.nn.Operators;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import java.util.Map;
import java.util.Set;
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
    private final Set<String> unwanted;

    /**
     * For one forward, which uses all outputs.
     *
     * @param kit lives at least as long
     * @param values of the parameters
     * @param scope of the forward, closed at its end
     * @param listener of probes
     * @param training whether norms use the statistics of the batch
     */
    EagerPass(
            OpKit kit,
            Map<Parameter, NDArray> values,
            NDManager scope,
            BiConsumer<String, NDArray> listener,
            boolean training) {
        this(new EagerOperators(kit, training), values, scope, listener, training, Set.of());
    }

    private EagerPass(
            Operators operators,
            Map<Parameter, NDArray> values,
            NDManager scope,
            BiConsumer<String, NDArray> listener,
            boolean training,
            Set<String> unwanted) {
        this.operators = operators;
        this.training = training;
        this.values = values;
        this.scope = scope;
        this.listener = listener;
        this.unwanted = Set.copyOf(unwanted);
    }

    /** The same run for a part that may leave these outputs out. */
    EagerPass without(Set<String> outputs) {
        return new EagerPass(operators, values, scope, listener, training, outputs);
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
    public boolean wants(String output) {
        return !unwanted.contains(output);
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
