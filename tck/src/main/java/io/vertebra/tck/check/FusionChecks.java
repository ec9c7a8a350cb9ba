package io.vertebra.tck.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.nn.Network;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.tck.subject.NeckSubject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;

/** The weights by which a neck adds levels, where it shows them. */
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class FusionChecks implements Family<NeckSubject> {
    private static final String PROBE = "fusion";
    private static final float ROUNDING = 1e-4f;
    private static final float LEAST_SUM = 0.98f; // fast fusion adds 1e-4 to the sum of weights of some tenths

    @Override
    public Class<NeckSubject> subject() {
        return NeckSubject.class;
    }

    @Override
    public Map<String, Check<NeckSubject>> checks() {
        return Map.of("NECK-04", (subject, bench) -> normalised((NeckSubject<?>) subject, bench));
    }

    private static Verdict normalised(NeckSubject<?> subject, Bench bench) {
        List<float[]> positive = rows(subject, bench, (value, i) -> 0.1 + Math.abs(value));
        if (positive.isEmpty()) {
            return Verdict.notApplicable("does not show the probe " + PROBE);
        }
        positive.forEach(row -> check(row, LEAST_SUM, "positive"));
        rows(subject, bench, (value, i) -> i % 2 == 0 ? -0.1 - value / 2 : value)
                .forEach(row -> check(row, 0, "mixed"));
        rows(subject, bench, (value, i) -> -0.1 - Math.abs(value)).forEach(row -> check(row, 0, "negative"));
        return Verdict.pass();
    }

    private static void check(float[] row, float least, String signs) {
        float sum = 0;
        for (float value : row) {
            Broken.unless(value >= 0, "a fusion weight is " + value + " for " + signs + " parameters");
            sum += value;
        }
        Broken.unless(
                sum >= least - ROUNDING && sum <= 1 + ROUNDING,
                "fusion weights have the sum " + sum + " for " + signs + " parameters");
    }

    /** All rows of all probes of this name, with parameters made from noise. */
    private static List<float[]> rows(NeckSubject<?> subject, Bench bench, DoubleBinaryOperator change) {
        ImageSize size = BlockRun.typical(subject);
        Network network = BlockRun.build(subject, size);
        List<float[]> rows = new ArrayList<>();
        try (NDManager root = bench.manager();
                StandaloneNetwork changed = StandaloneNetwork.of(network, root, name -> {
                    float[] noise = GradientChecks.noise(
                            bench.seed(), name, network.parameters().get(name));
                    boolean trainable = network.parameters().get(name).role().trainable();
                    for (int i = 0; trainable && i < noise.length; i++) {
                        noise[i] = (float) change.applyAsDouble(noise[i], i);
                    }
                    return noise;
                });
                NDManager scope = root.newSubManager()) {
            changed.forward(
                    BlockRun.arrays(BlockRun.noise(subject, size, 1, bench.seed()), scope),
                    scope,
                    Mode.EVALUATION,
                    (name, array) -> {
                        if (name.equals(PROBE) || name.endsWith("." + PROBE)) {
                            rows.addAll(rows(array));
                        }
                    });
        }
        return rows;
    }

    private static List<float[]> rows(NDArray array) {
        int length = Math.toIntExact(array.getShape().get(array.getShape().dimension() - 1));
        float[] values = array.toFloatArray();
        List<float[]> rows = new ArrayList<>();
        for (int at = 0; at < values.length; at += length) {
            rows.add(Arrays.copyOfRange(values, at, at + length));
        }
        return rows;
    }
}
