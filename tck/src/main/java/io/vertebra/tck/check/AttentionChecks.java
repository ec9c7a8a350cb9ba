package io.vertebra.tck.check;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Attention;
import io.vertebra.api.model.InsertionPoint;
import io.vertebra.api.model.Position;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.tck.check.BlockRun.Values;
import io.vertebra.tck.subject.AttentionSubject;
import java.util.HashMap;
import java.util.Map;

/** What only attentions promise. */
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class AttentionChecks implements Family<AttentionSubject> {
    private static final int[] CHANNELS = {1, 3, 16, 65};
    private static final float IDENTICAL = 1e-6f;
    private static final float RELATIVE = 1e-4f;

    @Override
    public Class<AttentionSubject> subject() {
        return AttentionSubject.class;
    }

    @Override
    public Map<String, Check<AttentionSubject>> checks() {
        return Map.of(
                "ATTENTION-01", (subject, bench) -> keepsForm((AttentionSubject<?>) subject),
                "ATTENTION-02", (subject, bench) -> identity((AttentionSubject<?>) subject, bench),
                "ATTENTION-03", (subject, bench) -> weights((AttentionSubject<?>) subject, bench),
                "ATTENTION-04", (subject, bench) -> symmetry((AttentionSubject<?>) subject, bench),
                "ATTENTION-05", (subject, bench) -> positions((AttentionSubject<?>) subject));
    }

    private static <O extends Record> AttentionSubject<O> at(AttentionSubject<O> subject, InsertionPoint point) {
        return new AttentionSubject<>(subject.component(), subject.options(), point);
    }

    private static void requireShape(AttentionSubject<?> subject, ImageSize size, Shape expected) {
        Shape given = BlockRun.shapes(subject, size, subject.inputs(size, 2)).get(AttentionSubject.OUTPUT);
        InsertionPoint point = subject.at();
        Broken.unless(
                expected.equals(given),
                "gives " + given + " instead of " + expected + " at " + point.position() + " with " + point.in()
                        + " channels");
    }

    private static <O extends Record> Verdict keepsForm(AttentionSubject<O> subject) {
        Position position = subject.component().defaultPosition(subject.options());
        for (int channels : CHANNELS) {
            InsertionPoint point = new InsertionPoint("layer1.0", "c2", position, channels, channels, 1, 1);
            AttentionSubject<O> there = at(subject, point);
            for (ImageSize size : there.sizes()) {
                requireShape(there, size, new Shape(2, channels, size.height(), size.width()));
            }
        }
        return Verdict.pass();
    }

    private static <O extends Record> Verdict positions(AttentionSubject<O> subject) {
        Attention<O> component = subject.component();
        Broken.unless(
                component.positions(subject.options()).contains(component.defaultPosition(subject.options())),
                "its default position " + component.defaultPosition(subject.options()) + " is not among its positions");
        ImageSize size = new ImageSize(17, 12);
        for (Position position : component.positions(subject.options())) {
            boolean replaces = position == Position.REPLACE_CONV;
            int out = replaces ? 16 : 8;
            int stride = replaces ? 2 : 1;
            InsertionPoint point = new InsertionPoint("layer2.0", "c3", position, 8, out, stride, 1);
            Shape expected =
                    new Shape(2, out, (size.height() + stride - 1) / stride, (size.width() + stride - 1) / stride);
            requireShape(at(subject, point), size, expected);
        }
        return Verdict.pass();
    }

    /** Input and output of one evaluation with initial values, and what was shown on the way. */
    private record Run(Values input, Values output, Map<String, Values> shown) {}

    private static Run run(AttentionSubject<?> subject, Map<String, Values> inputs, Bench bench) {
        ImageSize size = BlockRun.typical(subject);
        Map<String, Values> shown = new HashMap<>();
        try (NDManager root = bench.manager();
                StandaloneNetwork network = BlockRun.network(subject, size, bench, root);
                NDManager scope = root.newSubManager()) {
            Map<String, Values> outputs = BlockRun.values(network.forward(
                    BlockRun.arrays(inputs, scope),
                    scope,
                    Mode.EVALUATION,
                    (name, array) -> shown.put(name, new Values(array.getShape(), array.toFloatArray()))));
            Values output = outputs.get(AttentionSubject.OUTPUT);
            Values input = inputs.get(AttentionSubject.INPUT);
            if (output == null || input == null) {
                throw new Broken("gives no " + AttentionSubject.OUTPUT);
            }
            return new Run(input, output, shown);
        }
    }

    private static Map<String, Values> noise(AttentionSubject<?> subject, Bench bench) {
        return BlockRun.noise(subject, BlockRun.typical(subject), 2, bench.seed());
    }

    private static <O extends Record> Verdict identity(AttentionSubject<O> subject, Bench bench) {
        Run run = run(subject, noise(subject, bench), bench);
        boolean declared = subject.component().identityAtStart(subject.options());
        float moved = run.input().shape().equals(run.output().shape())
                ? Planes.largestDifference(run.input().data(), run.output().data())
                : Float.POSITIVE_INFINITY;
        Broken.unless(
                declared == moved <= IDENTICAL,
                "declares that it is " + (declared ? "" : "no ") + "identity at the start and moves its input by "
                        + moved);
        return Verdict.pass();
    }

    private static <O extends Record> Verdict weights(AttentionSubject<O> subject, Bench bench) {
        Map<String, Values> shown = run(subject, noise(subject, bench), bench).shown();
        Values gate = shown.get("gate");
        Values weights = shown.get("weights");
        if (gate == null && weights == null) {
            return Verdict.notApplicable("shows neither the probe gate nor the probe weights");
        }
        if (gate != null) {
            for (float value : gate.data()) {
                Broken.unless(value >= 0 && value <= 1, "its gate holds " + value);
            }
        }
        if (weights != null) {
            Planes.requireRowsOfOne(weights);
        }
        return Verdict.pass();
    }

    private static <O extends Record> Verdict symmetry(AttentionSubject<O> subject, Bench bench) {
        Map<String, Values> inputs = noise(subject, bench);
        Run plain = run(subject, inputs, bench);
        if (!plain.input().shape().equals(plain.output().shape())) {
            return Verdict.notApplicable("changes the form of its input here");
        }
        Attention.Symmetry declared = subject.component().symmetry(subject.options());
        if (declared == Attention.Symmetry.SPATIAL) {
            Planes.requireOneWeightAPixel(plain.input(), plain.output());
            return Verdict.pass();
        }
        Values moved = Planes.shuffled(plain.input(), bench.seed());
        Run shuffled = run(subject, Map.of(AttentionSubject.INPUT, moved), bench);
        float difference = Planes.largestDifference(
                Planes.shuffled(plain.output(), bench.seed()).data(),
                shuffled.output().data());
        boolean commutes = difference <= RELATIVE * plain.output().largest();
        boolean channel = declared == Attention.Symmetry.CHANNEL;
        Broken.unless(
                commutes == channel,
                "declares symmetry " + declared + "; pixels moved about "
                        + (commutes ? "come out moved about" : "change the output by " + difference));
        return Verdict.pass();
    }
}
