package io.vertebra.tck.check;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.tck.check.BlockRun.Values;
import io.vertebra.tck.subject.Block;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a network treats what comes in. */
public final class BatchChecks implements Family<Block> {
    private static final int BATCH = 4;
    private static final int[] ORDER = {2, 0, 3, 1};
    private static final float RELATIVE = 1e-4f;
    private static final float HUNDRED = 100;

    @Override
    public Class<Block> subject() {
        return Block.class;
    }

    @Override
    public Map<String, Check<Block>> checks() {
        return Map.of("BACKBONE-04", BatchChecks::independent, "BACKBONE-16", BatchChecks::finite);
    }

    private static Verdict independent(Block block, Bench bench) {
        ImageSize size = BlockRun.typical(block);
        Map<String, Values> together = BlockRun.noise(block, size, BATCH, bench.seed());
        try (NDManager root = bench.manager();
                StandaloneNetwork network = BlockRun.network(block, size, bench, root)) {
            Map<String, Values> outputs = BlockRun.run(network, together, Mode.EVALUATION);
            Map<String, Values> moved = BlockRun.run(network, pick(together, ORDER), Mode.EVALUATION);
            compare(pick(outputs, ORDER), moved, "in another order");
            for (int i = 0; i < BATCH; i++) {
                Map<String, Values> alone = BlockRun.run(network, pick(together, i), Mode.EVALUATION);
                compare(pick(outputs, i), alone, "alone");
            }
        }
        return Verdict.pass();
    }

    /** These images of a batch, in this order. */
    private static Map<String, Values> pick(Map<String, Values> batch, int... images) {
        Map<String, Values> picked = new LinkedHashMap<>();
        batch.forEach((name, values) -> {
            int each = values.data().length / BATCH;
            Broken.unless(values.shape().get(0) == BATCH, "output " + name + " has no batch axis: " + values.shape());
            float[] data = new float[each * images.length];
            for (int i = 0; i < images.length; i++) {
                System.arraycopy(values.data(), images[i] * each, data, i * each, each);
            }
            long[] shape = values.shape().getShape().clone();
            shape[0] = images.length;
            picked.put(name, new Values(new Shape(shape), data));
        });
        return picked;
    }

    private static void compare(Map<String, Values> expected, Map<String, Values> received, String how) {
        expected.forEach((name, values) -> {
            Values other = received.get(name);
            float largest = Math.max(values.largest(), Float.MIN_NORMAL);
            float[] a = values.data();
            float[] b = other == null ? new float[0] : other.data();
            Broken.unless(a.length == b.length, "output " + name + " has another size " + how);
            for (int i = 0; i < a.length; i++) {
                Broken.unless(
                        Math.abs(a[i] - b[i]) <= RELATIVE * largest,
                        "an image gives " + a[i] + " among others and " + b[i] + " " + how + " at output " + name);
            }
        });
    }

    private static Verdict finite(Block block, Bench bench) {
        ImageSize size = BlockRun.typical(block);
        Map<String, Values> noise = BlockRun.noise(block, size, 1, bench.seed());
        try (NDManager root = bench.manager();
                StandaloneNetwork network = BlockRun.network(block, size, bench, root)) {
            requireFinite(network, noise, "noise");
            requireFinite(network, scaled(noise, HUNDRED, 0), "100 times the noise");
            requireFinite(network, scaled(noise, 0, 0), "zeros");
            requireFinite(network, scaled(noise, 0, 1), "a constant");
            refuseUnusable(block, size, network, bench);
        }
        return Verdict.pass();
    }

    private static Map<String, Values> scaled(Map<String, Values> inputs, float factor, float offset) {
        Map<String, Values> changed = new LinkedHashMap<>();
        inputs.forEach((name, values) -> {
            float[] data = values.data().clone();
            for (int i = 0; i < data.length; i++) {
                data[i] = data[i] * factor + offset;
            }
            changed.put(name, new Values(values.shape(), data));
        });
        return changed;
    }

    private static void requireFinite(StandaloneNetwork network, Map<String, Values> inputs, String what) {
        BlockRun.run(network, inputs, Mode.EVALUATION).forEach((name, values) -> {
            for (float value : values.data()) {
                Broken.unless(Float.isFinite(value), what + " gives " + value + " at output " + name);
            }
        });
    }

    /** What cannot be used is refused before an array is made, or really works; an engine's message would help nobody. */
    private static void refuseUnusable(Block block, ImageSize size, StandaloneNetwork network, Bench bench) {
        Map<String, Shape> more = new LinkedHashMap<>();
        Map<String, Shape> ranked = new LinkedHashMap<>();
        block.inputs(size, 1).forEach((name, shape) -> {
            long[] sizes = Arrays.copyOf(shape.getShape(), shape.dimension());
            int channels = sizes.length == 3 ? 2 : 1;
            sizes[channels]++;
            more.put(name, new Shape(sizes));
            ranked.put(name, otherRank(shape.getShape()));
        });
        refuse(network, more, "one channel more", bench);
        refuse(network, ranked, "another rank", bench);
    }

    /** A map without its width, tokens without their channels, a vector with an axis of one more. */
    private static Shape otherRank(long[] sizes) {
        if (sizes.length > 2) {
            return new Shape(Arrays.copyOf(sizes, sizes.length - 1));
        }
        long[] longer = Arrays.copyOf(sizes, sizes.length + 1);
        longer[sizes.length] = 1;
        return new Shape(longer);
    }

    private static void refuse(StandaloneNetwork network, Map<String, Shape> inputs, String what, Bench bench) {
        try {
            ShapeForward.run(network.network(), inputs);
        } catch (VertebraException e) {
            return;
        } catch (RuntimeException e) {
            throw new Broken(what + " ends the shape-only run by " + e);
        }
        try {
            BlockRun.run(network, BlockRun.noise(inputs, bench.seed()), Mode.EVALUATION);
        } catch (RuntimeException e) {
            throw new Broken(what + " passes the shape-only run and then ends by " + e);
        }
    }
}
