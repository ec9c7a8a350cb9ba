package io.vertebra.core.runtime;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Parameter;
import io.vertebra.api.nn.Pass;
import io.vertebra.core.assembly.Blueprint;
import io.vertebra.core.graph.PartInputs;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;

/** Runs the networks operator by operator. Every array of a forward lives in a manager that is closed before it returns. */
public final class EagerRuntime implements ModelRuntime {
    private final List<Blueprint.Part> parts;
    /** Outputs of the last part. */
    private final Set<String> trainingOnly;

    private final NDManager manager;
    private final OpKit kit;
    private final Map<Parameter, NDArray> values;

    private EagerRuntime(
            List<Blueprint.Part> parts, Set<String> trainingOnly, NDManager manager, Map<Parameter, NDArray> values) {
        this.parts = List.copyOf(parts);
        this.trainingOnly = Set.copyOf(trainingOnly);
        this.manager = manager;
        kit = new OpKit(manager);
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
        return load(
                blueprint.parts(),
                blueprint.outputs().trainingOnly(),
                blueprint.recipe().device(),
                source);
    }

    /**
     * A runtime of parts that need not be a whole model; the outputs are those of the last one.
     *
     * @param trainingOnly outputs of the last part that are neither run nor given unless a tap asks for them
     * @param device auto, cpu, gpu or gpu:N
     * @param source gives each parameter of the parts
     */
    public static EagerRuntime load(List<Blueprint.Part> parts, String device, Values source) {
        return load(parts, Set.of(), device, source);
    }

    private static EagerRuntime load(
            List<Blueprint.Part> parts, Set<String> trainingOnly, String device, Values source) {
        NDManager manager = Engines.manager(device);
        try {
            Map<Parameter, NDArray> values = new HashMap<>();
            source.forEach((parameter, data) ->
                    values.put(parameter, manager.create(FloatBuffer.wrap(data), parameter.shape())));
            for (Blueprint.Part part : parts) {
                if (!values.keySet().containsAll(part.network().parameters().values())) {
                    throw new IllegalStateException("parameters without a value in " + part.name());
                }
            }
            return new EagerRuntime(parts, trainingOnly, manager, values);
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
        Set<String> unwanted = unwanted(taps);
        try (NDManager scope = manager.newSubManager()) {
            EagerPass pass = new EagerPass(kit, values, scope, listener, false);
            Map<String, NDArray> images = arrays(inputs, scope);
            Map<String, NDArray> flow = Map.of();
            for (Blueprint.Part part : parts) {
                boolean last = part == parts.get(parts.size() - 1);
                NamedArrays seeing = new NamedArrays(PartInputs.of(flow, images));
                Pass its = last ? pass.without(unwanted) : pass;
                flow = PluginCode.call(
                                part.name() + " " + part.type(),
                                () -> part.network().forward(its, seeing))
                        .arrays();
                flow.forEach((name, array) -> listener.accept(part.name() + "." + name, array));
            }
            Map<String, RawOutputs.Value> outputs = new LinkedHashMap<>();
            flow.forEach((name, array) -> {
                if (!trainingOnly.contains(name)) {
                    outputs.put(name, copy(array));
                }
            });
            return new Forwarded(new RawOutputs(outputs), seen);
        }
    }

    /** What only training uses and is not among the taps. */
    private Set<String> unwanted(Set<String> taps) {
        Set<String> unwanted = new HashSet<>(trainingOnly);
        unwanted.removeIf(name -> taps.contains(Blueprint.HEAD + "." + name));
        return unwanted;
    }

    private static Map<String, NDArray> arrays(Map<String, RawOutputs.Value> inputs, NDManager scope) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        inputs.forEach(
                (name, value) -> arrays.put(name, scope.create(value.data().duplicate(), shape(value.shape()))));
        return arrays;
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
