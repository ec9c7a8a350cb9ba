package io.vertebra.tck.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.core.weights.SeededValues;
import io.vertebra.tck.subject.Block;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps that checks of networks have in common. */
final class BlockRun {
    private BlockRun() {}

    /** Plain values of one array. */
    record Values(Shape shape, float[] data) {
        boolean sameBits(Values other) {
            return shape.equals(other.shape) && Arrays.equals(data, other.data);
        }

        float largest() {
            float largest = 0;
            for (float value : data) {
                largest = Math.max(largest, Math.abs(value));
            }
            return largest;
        }
    }

    /** A fresh network; one that cannot be built breaks the rule that asks. */
    static Network build(Block block, ImageSize size) {
        try {
            Network network = block.build(size);
            Broken.unless(network != null, block.label() + " builds null");
            return network;
        } catch (VertebraException | IllegalArgumentException | IllegalStateException e) {
            throw new Broken("cannot be built for " + size + ": " + e.getMessage());
        }
    }

    /** A fresh network of the block with seeded values; the caller closes it. */
    static StandaloneNetwork network(Block block, ImageSize size, Bench bench, NDManager root) {
        return StandaloneNetwork.seeded(build(block, size), root, bench.seed());
    }

    /** The shapes of the outputs without an array; a network that cannot say them breaks the rule that asks. */
    static Map<String, Shape> shapes(Block block, ImageSize size, Map<String, Shape> inputs) {
        try {
            return ShapeForward.run(build(block, size), inputs).shapes();
        } catch (VertebraException e) {
            throw new Broken("no shapes at " + size + ": " + e.getMessage());
        }
    }

    /** A size in the middle, not square where the block allows it. */
    static ImageSize typical(Block block) {
        List<ImageSize> sizes = block.sizes();
        return sizes.get(sizes.size() / 2);
    }

    /** Noise in [-1, 1) for each input. */
    static Map<String, Values> noise(Block block, ImageSize size, int batch, long seed) {
        return noise(block.inputs(size, batch), seed);
    }

    /** Noise in [-1, 1) of these shapes. */
    static Map<String, Values> noise(Map<String, Shape> shapes, long seed) {
        Map<String, Values> inputs = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> inputs.put(
                name,
                new Values(shape, SeededValues.of(seed, "tck:" + name).fill(Math.toIntExact(shape.size()), 0, 1))));
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
            return values(network.forward(arrays(inputs, scope), scope, mode, (name, array) -> {}));
        }
    }

    /** What arrays hold. */
    static Map<String, Values> values(NamedArrays arrays) {
        Map<String, Values> values = new LinkedHashMap<>();
        arrays.arrays().forEach((name, array) -> values.put(name, new Values(array.getShape(), array.toFloatArray())));
        return values;
    }

    /** The values of all parameters by name. */
    static Map<String, Values> parameters(StandaloneNetwork network) {
        return values(new NamedArrays(network.values()));
    }

    /** The first name whose bits differ, or null. */
    static @Nullable String difference(Map<String, Values> one, Map<String, Values> other) {
        if (!one.keySet().equals(other.keySet())) {
            return "names " + one.keySet() + " and " + other.keySet();
        }
        for (Map.Entry<String, Values> entry : one.entrySet()) {
            Values counterpart = other.get(entry.getKey());
            if (counterpart == null || !entry.getValue().sameBits(counterpart)) {
                return entry.getKey();
            }
        }
        return null;
    }
}
