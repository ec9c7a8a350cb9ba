package io.vertebra.tck.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.model.Truth;
import io.vertebra.api.nn.NamedArrays;
import io.vertebra.api.nn.Network;
import io.vertebra.api.nn.Parameter;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.tck.check.BlockRun.Values;
import io.vertebra.tck.subject.HeadSubject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether a head's losses are numbers that can be learnt from, and bad truths are refused. */
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class LossChecks implements Family<HeadSubject> {
    private static final float LEAST = 1e-9f;

    @Override
    public Class<HeadSubject> subject() {
        return HeadSubject.class;
    }

    @Override
    public Map<String, Check<HeadSubject>> checks() {
        return Map.of(
                "HEAD-02", (subject, bench) -> differentiable((HeadSubject<?>) subject, bench),
                "HEAD-03", (subject, bench) -> withoutObjects((HeadSubject<?>) subject, bench),
                "HEAD-06", (subject, bench) -> badTruths((HeadSubject<?>) subject, bench));
    }

    /** In one of the modes: a bias in front of a batch norm has no gradient in training. */
    private static <O extends Record> Verdict differentiable(HeadSubject<O> subject, Bench bench) {
        ImageSize size = BlockRun.typical(subject);
        Optional<Verdict> left = Trained.only(subject, size);
        if (left.isPresent()) {
            return left.get();
        }
        LossRun<O> run = LossRun.of(subject, size).orElseThrow();
        Network network = BlockRun.build(subject, size);
        Set<String> parameters = new TreeSet<>();
        network.parameters().forEach((name, parameter) -> {
            if (parameter.role().trainable()) {
                parameters.add(name);
            }
        });
        Set<String> reached = new HashSet<>();
        for (Mode mode : Mode.values()) {
            reached.addAll(reached(run, network, mode, bench));
        }
        parameters.removeAll(reached);
        Broken.unless(parameters.isEmpty(), "no gradient of the losses reaches " + parameters);
        Broken.unless(
                subject.in().levels().stream().anyMatch(level -> reached.contains(feature(level.name()))),
                "no gradient of the losses reaches the features");
        return Verdict.pass();
    }

    private static String feature(String level) {
        return "feature " + level;
    }

    private static Set<String> reached(LossRun<?> run, Network network, Mode mode, Bench bench) {
        Map<String, Parameter> parameters = network.parameters();
        Set<String> reached = new HashSet<>();
        try (NDManager root = bench.manager();
                StandaloneNetwork noisy = StandaloneNetwork.of(
                        network, root, name -> GradientChecks.noise(bench.seed(), name, parameters.get(name)))) {
            Map<String, Values> noise = BlockRun.noise(run.head(), run.size(), 2, bench.seed());
            RawOutputs targets =
                    run.encode(run.truths().batch(bench.seed(), 2), BlockRun.run(noisy, noise, Mode.TRAINING));
            noisy.values()
                    .forEach((name, value) -> value.setRequiresGradient(
                            parameters.get(name).role().trainable()));
            try (NDManager scope = root.newSubManager();
                    GradientCollector collector = root.getEngine().newGradientCollector()) {
                NamedArrays inputs = BlockRun.arrays(noise, scope);
                inputs.arrays().values().forEach(array -> array.setRequiresGradient(true));
                NamedArrays raw = noisy.forward(inputs, scope, mode, (name, array) -> {});
                NDArray total =
                        run.total(raw, LossRun.arrays(targets, scope), noisy.pass(scope, mode, (name, array) -> {}));
                LossRun.backward(collector, total);
                noisy.values().forEach((name, value) -> add(reached, name, value));
                inputs.arrays().forEach((name, value) -> add(reached, feature(name), value));
            }
        }
        return reached;
    }

    private static void add(Set<String> reached, String name, NDArray array) {
        for (float value : LossRun.gradient(array)) {
            Broken.unless(Float.isFinite(value), "a derivative of the losses is " + value + " at " + name);
            if (Math.abs(value) > LEAST) {
                reached.add(name);
            }
        }
    }

    private static Verdict withoutObjects(HeadSubject<?> subject, Bench bench) {
        ImageSize size = BlockRun.typical(subject);
        Optional<Verdict> left = Trained.only(subject, size);
        if (left.isPresent()) {
            return left.get();
        }
        if (LossRun.of(subject, size).flatMap(run -> run.truths().none()).isEmpty()) {
            return Verdict.notApplicable("every image has a class");
        }
        return Trained.ask(subject, bench, List.of(size), (run, network, raw) -> {
            Truth none = run.truths().none().orElseThrow();
            finite(run, network, raw, List.of(none, none), "without an object");
            finite(run, network, raw, List.of(none, run.truths().some(bench.seed())), "with one empty image");
        });
    }

    private static void finite(
            LossRun<?> run, StandaloneNetwork network, Map<String, Values> raw, List<Truth> truths, String what) {
        LossRun.Loss loss;
        try {
            loss = run.loss(network, raw, run.encode(truths, raw));
        } catch (Broken e) {
            throw new Broken("a batch " + what + ": " + e.getMessage());
        }
        loss.gradient().forEach((name, values) -> {
            for (float value : values) {
                Broken.unless(Float.isFinite(value), "a batch " + what + ": a derivative at " + name + " is " + value);
            }
        });
    }

    private static Verdict badTruths(HeadSubject<?> subject, Bench bench) {
        return Trained.ask(subject, bench, Trained.typical(subject), (run, network, raw) -> {
            Truth good = run.truths().some(bench.seed());
            run.encode(List.of(good, good), raw);
            run.truths().bad().forEach((what, truth) -> refused(run, raw, List.of(good, truth), what));
            refused(run, raw, List.of(good), "1 truth for 2 images");
            List<Truth> three = new ArrayList<>(List.of(good, good, good));
            refused(run, raw, three, "3 truths for 2 images");
        });
    }

    private static void refused(LossRun<?> run, Map<String, Values> raw, List<Truth> truths, String what) {
        Optional<VertebraException> refusal = run.refusal(truths, raw, what);
        Broken.unless(refusal.isPresent(), "takes " + what);
    }
}
