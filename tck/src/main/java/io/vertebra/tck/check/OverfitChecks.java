package io.vertebra.tck.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.model.Truth;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.tck.check.BlockRun.Values;
import io.vertebra.tck.subject.HeadSubject;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a head learns four images by heart. */
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class OverfitChecks implements Family<HeadSubject> {
    private static final int IMAGES = 4;
    private static final int STEPS = 30;
    private static final double FALLEN = 0.7;
    private static final float[] RATES = {0.3f, 0.1f, 0.03f, 0.01f, 1};
    private static final float NOISE = 0.1f;

    @Override
    public Class<HeadSubject> subject() {
        return HeadSubject.class;
    }

    @Override
    public Map<String, Check<HeadSubject>> checks() {
        return Map.of("TASK-09", (subject, bench) -> learns((HeadSubject<?>) subject, bench));
    }

    private static <O extends Record> Verdict learns(HeadSubject<O> subject, Bench bench) {
        ImageSize size = BlockRun.typical(subject);
        Optional<Verdict> left = Trained.only(subject, size);
        if (left.isPresent()) {
            return left.get();
        }
        LossRun<O> run = LossRun.of(subject, size).orElseThrow();
        String detail = "";
        for (long seed : new long[] {bench.seed(), bench.seed() + 1}) {
            for (float rate : RATES) {
                double[] losses = descend(run, rate, new Bench(bench.device(), seed));
                double first = losses[0];
                double last = median(losses[STEPS - 3], losses[STEPS - 2], losses[STEPS - 1]);
                if (last <= FALLEN * first && first > 0) {
                    return Verdict.pass();
                }
                if (detail.isEmpty()) {
                    detail = "the loss goes from " + first + " to " + last + " in " + STEPS + " steps of rate " + rate;
                }
            }
        }
        return Verdict.fail(detail + ", and falls by less than three tenths with other rates and seeds");
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /** The losses before each step. One that is no number any more ends the run, and counts as endless. */
    private static double[] descend(LossRun<?> run, float rate, Bench bench) {
        double[] losses = new double[STEPS];
        Arrays.fill(losses, Double.POSITIVE_INFINITY);
        List<Truth> truths = run.truths().batch(bench.seed(), IMAGES);
        Map<String, Values> features = features(run, truths, bench.seed());
        try (NDManager root = bench.manager();
                StandaloneNetwork network = BlockRun.network(run.head(), run.size(), bench, root)) {
            RawOutputs targets = run.encode(truths, BlockRun.run(network, features, Mode.TRAINING));
            for (int step = 0; step < STEPS; step++) {
                losses[step] = step(run, network, features, targets, rate);
                if (!Double.isFinite(losses[step])) {
                    break;
                }
            }
        }
        return losses;
    }

    private static double step(
            LossRun<?> run, StandaloneNetwork network, Map<String, Values> features, RawOutputs targets, float rate) {
        Map<String, NDArray> trained = new LinkedHashMap<>();
        network.network().parameters().forEach((name, parameter) -> {
            if (parameter.role().trainable()) {
                trained.put(name, network.values().get(name));
            }
        });
        Map<String, float[]> gradients = new LinkedHashMap<>();
        float loss;
        trained.values().forEach(value -> value.setRequiresGradient(true));
        try (NDManager scope = network.manager().newSubManager();
                GradientCollector collector = scope.getEngine().newGradientCollector()) {
            NamedArrays raw =
                    network.forward(BlockRun.arrays(features, scope), scope, Mode.TRAINING, (name, array) -> {});
            NDArray total = run.sum(
                    raw, LossRun.arrays(targets, scope), network.pass(scope, Mode.TRAINING, (name, array) -> {}));
            LossRun.backward(collector, total);
            trained.forEach((name, value) -> gradients.put(name, LossRun.gradient(value)));
            loss = total.getFloat();
        }
        trained.forEach((name, value) -> {
            value.setRequiresGradient(false);
            float[] values = value.toFloatArray();
            float[] gradient = gradients.get(name);
            for (int i = 0; gradient != null && i < values.length; i++) {
                values[i] -= rate * gradient[i];
            }
            value.set(FloatBuffer.wrap(values));
        });
        return loss;
    }

    /** Features in which the truths can be seen, with a little noise. */
    private static Map<String, Values> features(LossRun<?> run, List<Truth> truths, long seed) {
        Map<String, Shape> shapes = run.head().inputs(run.size(), IMAGES);
        Map<String, Values> features = new LinkedHashMap<>();
        BlockRun.noise(shapes, seed).forEach((name, values) -> {
            float[] data = values.data().clone();
            Grid grid = Grid.of(values.shape(), run.size());
            for (int i = 0; i < data.length; i++) {
                Truth truth = truths.get(grid.image(i));
                data[i] = NOISE * data[i] + (float) run.truths().seen(truth, grid.x(i), grid.y(i), grid.channel(i));
            }
            features.put(name, new Values(values.shape(), data));
        });
        return features;
    }

    /**
     * Where an element of an array lies in the image. A vector lies in the middle, tokens along the height.
     *
     * @param channels C
     * @param tokens whether channels come last
     */
    private record Grid(int channels, int height, int width, boolean tokens, ImageSize size) {
        static Grid of(Shape shape, ImageSize size) {
            List<Integer> axes = new ArrayList<>();
            for (long axis : shape.getShape()) {
                axes.add(Math.toIntExact(axis));
            }
            return switch (axes.size()) {
                case 4 -> new Grid(axes.get(1), axes.get(2), axes.get(3), false, size);
                case 3 -> new Grid(axes.get(2), axes.get(1), 1, true, size);
                default -> new Grid(axes.get(1), 1, 1, false, size);
            };
        }

        int image(int i) {
            return i / (channels * height * width);
        }

        int channel(int i) {
            return tokens ? i % channels : i / (height * width) % channels;
        }

        double x(int i) {
            return tokens ? size.width() / 2.0 : (i % width + 0.5) * size.width() / width;
        }

        double y(int i) {
            int row = tokens ? i / channels % height : i / width % height;
            return (row + 0.5) * size.height() / height;
        }
    }
}
