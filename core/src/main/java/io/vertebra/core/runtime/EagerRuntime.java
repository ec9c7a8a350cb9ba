package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Parameter;
import io.vertebra.core.assembly.Blueprint;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;

/** Runs the networks operator by operator. Every array of a forward lives in a manager that is closed before it returns. */
public final class EagerRuntime implements ModelRuntime {
    private final Blueprint blueprint;
    private final NDManager manager;
    private final Map<Parameter, NDArray> values;

    private EagerRuntime(Blueprint blueprint, NDManager manager, Map<Parameter, NDArray> values) {
        this.blueprint = blueprint;
        this.manager = manager;
        this.values = Map.copyOf(values);
    }

    /** Hands over the values of parameters one by one, so that only one of them is in the Java heap. */
    @FunctionalInterface
    public interface Values {
        /** Calls the consumer once for each parameter, with its values row by row. */
        void forEach(BiConsumer<Parameter, float[]> consumer);
    }

    /**
     * A runtime with its parameters on the device that the recipe asks for. Nothing is left behind when the values fail.
     *
     * @param source gives each parameter of the blueprint
     */
    public static EagerRuntime load(Blueprint blueprint, Values source) {
        NDManager manager = Engines.manager(blueprint.recipe().device());
        try {
            Map<Parameter, NDArray> values = new HashMap<>();
            source.forEach((parameter, data) ->
                    values.put(parameter, manager.create(FloatBuffer.wrap(data), parameter.shape())));
            if (!values.keySet().containsAll(blueprint.parameters().values())) {
                throw new IllegalStateException("parameters without a value");
            }
            return new EagerRuntime(blueprint, manager, values);
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    @Override
    public String name() {
        return "eager";
    }

    @Override
    public String device() {
        return manager.getDevice().toString();
    }

    @Override
    public Forwarded run(Map<String, RawOutputs.Value> inputs, Set<String> taps) {
        return GradientFree.run(() -> forward(inputs, taps));
    }

    private Forwarded forward(Map<String, RawOutputs.Value> inputs, Set<String> taps) {
        Map<String, RawOutputs.Value> seen = new LinkedHashMap<>();
        BiConsumer<String, NDArray> listener = (name, array) -> {
            if (taps.contains(name)) {
                seen.put(name, copy(array));
            }
        };
        try (NDManager scope = manager.newSubManager()) {
            EagerPass pass = new EagerPass(values, scope, listener, false);
            NamedArrays flow = arrays(inputs, scope);
            for (Blueprint.Part part : blueprint.parts()) {
                flow = part.network().forward(pass, flow);
                flow.arrays().forEach((name, array) -> listener.accept(part.name() + "." + name, array));
            }
            Map<String, RawOutputs.Value> outputs = new LinkedHashMap<>();
            flow.arrays().forEach((name, array) -> outputs.put(name, copy(array)));
            return new Forwarded(new RawOutputs(outputs), seen);
        }
    }

    private static NamedArrays arrays(Map<String, RawOutputs.Value> inputs, NDManager scope) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        inputs.forEach(
                (name, value) -> arrays.put(name, scope.create(value.data().duplicate(), shape(value.shape()))));
        return new NamedArrays(arrays);
    }

    private static Shape shape(List<Long> sizes) {
        return new Shape(sizes.stream().mapToLong(Long::longValue).toArray());
    }

    private static RawOutputs.Value copy(NDArray array) {
        List<Long> sizes = LongStream.of(array.getShape().getShape()).boxed().toList();
        return new RawOutputs.Value(sizes, FloatBuffer.wrap(array.toFloatArray()));
    }

    /** The number of arrays that this model holds outside of forwards; constant over its life. */
    public int heldArrays() {
        return manager.getManagedArrays().size();
    }

    @Override
    public void close() {
        manager.close();
    }
}
