package io.vertebra.tck.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Parameter;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.core.weights.SeededValues;
import io.vertebra.tck.subject.Block;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether a network can learn. */
public final class GradientChecks implements Family<Block> {
    private static final float LEAST = 1e-9f;
    private static final double SPREAD = 0.5;

    @Override
    public Class<Block> subject() {
        return Block.class;
    }

    @Override
    public Map<String, Check<Block>> checks() {
        return Map.of("BACKBONE-07", GradientChecks::everyParameter);
    }

    /** In one of the modes: a bias in front of a batch norm has none in training. */
    private static Verdict everyParameter(Block block, Bench bench) {
        ImageSize size = BlockRun.typical(block);
        Network network = BlockRun.build(block, size);
        Set<String> left = new TreeSet<>();
        network.parameters().forEach((name, parameter) -> {
            if (parameter.role().trainable()) {
                left.add(name);
            }
        });
        if (left.isEmpty()) {
            return Verdict.notApplicable("has no trainable parameter");
        }
        for (Mode mode : Mode.values()) {
            left.removeAll(reached(block, network, size, mode, bench));
        }
        Broken.unless(left.isEmpty(), "no gradient reaches " + left);
        return Verdict.pass();
    }

    private static Set<String> reached(Block block, Network network, ImageSize size, Mode mode, Bench bench) {
        Map<String, Parameter> parameters = network.parameters();
        Set<String> reached = new TreeSet<>();
        try (NDManager root = bench.manager();
                StandaloneNetwork noisy =
                        StandaloneNetwork.of(network, root, name -> noise(bench.seed(), name, parameters.get(name)))) {
            noisy.values()
                    .forEach((name, value) -> value.setRequiresGradient(
                            parameters.get(name).role().trainable()));
            try (NDManager scope = root.newSubManager();
                    GradientCollector collector = root.getEngine().newGradientCollector()) {
                NamedArrays inputs = BlockRun.arrays(BlockRun.noise(block, size, 2, bench.seed()), scope);
                collector.backward(loss(noisy.forward(inputs, scope, mode, (name, array) -> {}), scope, bench));
                noisy.values().forEach((name, value) -> {
                    if (value.hasGradient() && largest(value) > LEAST) {
                        reached.add(name);
                    }
                });
            }
        }
        return reached;
    }

    private static float largest(NDArray value) {
        try (NDArray gradient = value.getGradient()) {
            return gradient.abs().max().getFloat();
        }
    }

    /** A weighted sum with weights that no symmetry cancels. */
    private static NDArray loss(NamedArrays outputs, NDManager scope, Bench bench) {
        NDArray sum = scope.create(0f);
        for (Map.Entry<String, NDArray> output : outputs.arrays().entrySet()) {
            NDArray value = output.getValue();
            float[] weights = SeededValues.of(bench.seed(), "tck:loss:" + output.getKey())
                    .fill(Math.toIntExact(value.getShape().size()), 0, 1);
            sum = sum.add(value.mul(scope.create(FloatBuffer.wrap(weights), value.getShape()))
                    .sum());
        }
        return sum;
    }

    /** Values everywhere, so that a layer that begins at zero cannot hide another. */
    static float[] noise(long seed, String name, Parameter parameter) {
        int count = Math.toIntExact(parameter.shape().size());
        SeededValues values = SeededValues.of(seed, name);
        return switch (parameter.role()) {
            case RUNNING_VARIANCE, SCALE -> values.fill(count, 1, SPREAD);
            default -> values.fill(count, 0, SPREAD);
        };
    }
}
