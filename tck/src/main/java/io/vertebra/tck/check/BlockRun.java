package io.vertebra.tck.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.core.weights.SeededValues;
import io.vertebra.tck.subject.Block;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The steps that checks of networks have in common. */
final class BlockRun {
    private BlockRun() {}

    /** Plain values of one array. */
    record Values(Shape shape, float[] data) {}

    /** A fresh network of the block with seeded values; the caller closes it. */
    static StandaloneNetwork network(Block block, ImageSize size, Bench bench, NDManager root) {
        return StandaloneNetwork.seeded(block.build(size), root, bench.seed());
    }

    /** Noise in [-1, 1) for each input. */
    static Map<String, Values> noise(Block block, ImageSize size, int batch, long seed) {
        Map<String, Values> inputs = new LinkedHashMap<>();
        block.inputs(size, batch)
                .forEach((name, shape) -> inputs.put(
                        name,
                        new Values(
                                shape,
                                SeededValues.of(seed, "tck:" + name).fill(Math.toIntExact(shape.size()), 0, 1))));
        return inputs;
    }

    /** The arrays of the inputs in a manager. */
    static NamedArrays arrays(Map<String, Values> inputs, NDManager scope) {
        Map<String, NDArray> arrays = new LinkedHashMap<>();
        inputs.forEach(
                (name, values) -> arrays.put(name, scope.create(FloatBuffer.wrap(values.data()), values.shape())));
        return new NamedArrays(arrays);
    }

    /** One forward, from plain values to plain values. */
    static Map<String, Values> run(StandaloneNetwork network, Map<String, Values> inputs, Mode mode) {
        try (NDManager scope = network.manager().newSubManager()) {
            NamedArrays outputs = network.forward(arrays(inputs, scope), scope, mode, (name, array) -> {});
            Map<String, Values> values = new LinkedHashMap<>();
            outputs.arrays()
                    .forEach((name, array) -> values.put(name, new Values(array.getShape(), array.toFloatArray())));
            return values;
        }
    }
}
