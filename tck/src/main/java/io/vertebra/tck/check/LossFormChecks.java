package io.vertebra.tck.check;

import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.model.Truth;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.weights.SeededValues;
import io.vertebra.tck.check.BlockRun.Values;
import io.vertebra.tck.subject.HeadSubject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Whether a head's losses lead where its decoder reads: on the raw outputs themselves, without the head's network. */
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class LossFormChecks implements Family<HeadSubject> {
    private static final double[] STEPS = {1, 0.3, 0.1, 0.03, 0.01, 0.003};
    private static final int SAMPLES = 4;
    private static final float DIFFERENCE = 1e-2f;
    private static final double AGREEMENT = 0.1;
    private static final int BATCH = 2;

    @Override
    public Class<HeadSubject> subject() {
        return HeadSubject.class;
    }

    @Override
    public Map<String, Check<HeadSubject>> checks() {
        return Map.of(
                "HEAD-04", (subject, bench) -> slope((HeadSubject<?>) subject, bench),
                "HEAD-05", (subject, bench) -> decodesTheTruth((HeadSubject<?>) subject, bench));
    }

    private static Verdict slope(HeadSubject<?> subject, Bench bench) {
        return Trained.ask(subject, bench, Trained.typical(subject), (run, network, raw) -> {
            RawOutputs targets = run.encode(run.truths().batch(bench.seed(), BATCH), raw);
            LossRun.Loss loss = run.loss(network, raw, targets);
            double largest = loss.gradient().values().stream()
                    .flatMapToDouble(values -> IntStream.range(0, values.length).mapToDouble(i -> Math.abs(values[i])))
                    .max()
                    .orElse(0);
            Broken.unless(largest > 0, "the losses do not depend on the raw outputs");
            falls(run, network, raw, targets, loss, largest);
            loss.gradient().forEach((name, values) -> agrees(run, network, raw, targets, name, values, largest));
        });
    }

    private static void falls(
            LossRun<?> run,
            StandaloneNetwork network,
            Map<String, Values> raw,
            RawOutputs targets,
            LossRun.Loss loss,
            double largest) {
        double down = loss.value();
        double up = loss.value();
        for (double step : STEPS) {
            down = run.value(network, moved(raw, loss.gradient(), -step / largest), targets);
            up = run.value(network, moved(raw, loss.gradient(), step / largest), targets);
            if (down < loss.value() && up > loss.value()) {
                return;
            }
        }
        throw new Broken(
                "the loss is " + loss.value() + ", along its negative gradient " + down + " and against it " + up);
    }

    private static Map<String, Values> moved(Map<String, Values> raw, Map<String, float[]> way, double step) {
        Map<String, Values> moved = new LinkedHashMap<>();
        raw.forEach((name, values) -> {
            float[] data = values.data().clone();
            float[] direction = way.getOrDefault(name, new float[data.length]);
            for (int i = 0; i < data.length; i++) {
                data[i] += (float) (step * direction[i]);
            }
            moved.put(name, new Values(values.shape(), data));
        });
        return moved;
    }

    /** The largest derivatives of an output against differences; one may stand at a kink. */
    private static void agrees(
            LossRun<?> run,
            StandaloneNetwork network,
            Map<String, Values> raw,
            RawOutputs targets,
            String name,
            float[] gradient,
            double largest) {
        int[] places = IntStream.range(0, gradient.length)
                .boxed()
                .sorted((a, b) -> Float.compare(Math.abs(gradient[b]), Math.abs(gradient[a])))
                .limit(SAMPLES)
                .mapToInt(i -> i)
                .toArray();
        int wrong = 0;
        String detail = "";
        for (int place : places) {
            double slope = (run.value(network, nudged(raw, name, place, DIFFERENCE), targets)
                            - run.value(network, nudged(raw, name, place, -DIFFERENCE), targets))
                    / (2 * DIFFERENCE);
            double most = AGREEMENT * Math.max(Math.abs(slope), Math.abs(gradient[place])) + 2e-2 * largest;
            if (Math.abs(slope - gradient[place]) > most) {
                wrong++;
                detail = "the derivative of the loss at output " + name + "[" + place + "] is " + gradient[place]
                        + " and by differences " + slope;
            }
        }
        Broken.unless(wrong <= 1, detail);
    }

    private static Map<String, Values> nudged(Map<String, Values> raw, String name, int place, float by) {
        Map<String, Values> nudged = new LinkedHashMap<>(raw);
        nudged.computeIfPresent(name, (key, values) -> {
            float[] data = values.data().clone();
            data[place] += by;
            return new Values(values.shape(), data);
        });
        return nudged;
    }

    private static Verdict decodesTheTruth(HeadSubject<?> subject, Bench bench) {
        return Trained.ask(subject, bench, Trained.large(subject), (run, network, raw) -> {
            List<Truth> truths = run.truths().batch(bench.seed(), BATCH);
            Descent descent = new Descent(start(raw, bench.seed()));
            RawOutputs targets = null;
            for (int step = 0; step < Descent.STEPS; step++) {
                if (step % Descent.ASSIGNMENT == 0 || targets == null) {
                    targets = run.encode(truths, descent.values());
                }
                descent.step(run.loss(network, descent.values(), targets).gradient());
            }
            List<Predictions> decoded = run.decode(descent.values());
            for (int i = 0; i < BATCH; i++) {
                run.truths().compare(decoded.get(i), truths.get(i), " in image " + i + " at " + run.size());
            }
        });
    }

    private static Map<String, Values> start(Map<String, Values> raw, long seed) {
        Map<String, Values> start = new LinkedHashMap<>();
        raw.forEach((name, values) -> start.put(
                name,
                new Values(
                        values.shape(), SeededValues.of(seed, "tck:raw:" + name).fill(values.data().length, 0, 0.1))));
        return start;
    }
}
