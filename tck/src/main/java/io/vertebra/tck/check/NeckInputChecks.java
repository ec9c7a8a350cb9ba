package io.vertebra.tck.check;

import ai.djl.ndarray.NDManager;
import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.nn.Network;
import io.vertebra.core.runtime.StandaloneNetwork;
import io.vertebra.core.runtime.StandaloneNetwork.Mode;
import io.vertebra.tck.check.BlockRun.Values;
import io.vertebra.tck.subject.Levels;
import io.vertebra.tck.subject.NeckSubject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** How a neck takes the levels that it needs. */
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class NeckInputChecks implements Family<NeckSubject> {
    private static final String SURPLUS = "surplus";
    private static final String OTHER = "other";
    private static final float MOVED = 0.5f;

    @Override
    public Class<NeckSubject> subject() {
        return NeckSubject.class;
    }

    @Override
    public Map<String, Check<NeckSubject>> checks() {
        return Map.of(
                "NECK-02", (subject, bench) -> byName((NeckSubject<?>) subject, bench),
                "NECK-03", (subject, bench) -> everyLevelCounts((NeckSubject<?>) subject, bench));
    }

    private static <O extends Record> Verdict byName(NeckSubject<O> subject, Bench bench) {
        ImageSize size = BlockRun.typical(subject);
        FeatureSpec in = Levels.sized(subject.in(), size);
        Wiring.compare(subject, channels(in, i -> 2 * i + 3), size); // uneven, and odd
        Wiring.compare(subject, channels(in, i -> 5), size);
        Wiring.compare(subject, channels(in, i -> 16), size);
        for (FeatureLevel level : in.levels()) {
            missing(subject, in, level, size);
        }
        order(subject, size, bench);
        return Verdict.pass();
    }

    private static FeatureSpec channels(FeatureSpec in, IntUnaryOperator channels) {
        List<FeatureLevel> levels = new ArrayList<>();
        for (FeatureLevel level : in.levels()) {
            levels.add(new FeatureLevel(
                    level.name(), level.kind(), channels.applyAsInt(levels.size()), level.stride(), level.size()));
        }
        return new FeatureSpec(levels);
    }

    /** Without the level the neck says its name, or works all the same. */
    private static <O extends Record> void missing(
            NeckSubject<O> subject, FeatureSpec in, FeatureLevel level, ImageSize size) {
        FeatureSpec less = without(in, level);
        try {
            subject.component().features(subject.options(), less);
        } catch (WiringException e) {
            String message = String.valueOf(e.getMessage());
            Broken.unless(
                    message.contains(level.name()),
                    "does not name the missing level " + level.name() + " when it gets " + less.names() + ": "
                            + message);
            return;
        } catch (RuntimeException e) {
            throw new Broken("features() ends by " + e + " without level " + level.name());
        }
        Wiring.compare(subject, less, size);
    }

    private static FeatureSpec without(FeatureSpec in, FeatureLevel level) {
        List<FeatureLevel> left =
                in.levels().stream().filter(other -> !other.equals(level)).toList();
        return left.isEmpty()
                ? FeatureSpec.of(new FeatureLevel(OTHER, level.kind(), level.channels(), level.stride(), level.size()))
                : new FeatureSpec(left);
    }

    /** Arrays in another order, and a level in front that nobody asked for, change nothing for who takes levels by name. */
    private static <O extends Record> void order(NeckSubject<O> subject, ImageSize size, Bench bench) {
        Map<String, Values> inputs = BlockRun.noise(subject, size, 1, bench.seed());
        List<String> names = new ArrayList<>(inputs.keySet());
        Map<String, Values> reversed = new LinkedHashMap<>();
        for (int i = names.size() - 1; i >= 0; i--) {
            reversed.put(names.get(i), inputs.get(names.get(i)));
        }
        FeatureSpec more = surplus(subject.in());
        NeckSubject<O> crowded = new NeckSubject<>(subject.component(), subject.options(), more);
        try (NDManager root = bench.manager();
                StandaloneNetwork network = BlockRun.network(subject, size, bench, root)) {
            Map<String, Values> outputs = BlockRun.run(network, inputs, Mode.EVALUATION);
            String moved = BlockRun.difference(outputs, tried(network, reversed, "levels in another order"));
            Broken.unless(moved == null, "levels in another order change output " + moved);
            if (Wiring.compare(crowded, Levels.sized(more, size), size).isEmpty()
                    || !crowded.outputs(size).equals(subject.outputs(size))) {
                return; // takes whatever comes, and says so
            }
            try (StandaloneNetwork other = BlockRun.network(crowded, size, bench, root)) {
                Map<String, Values> crowd = BlockRun.noise(crowded, size, 1, bench.seed());
                String differs = BlockRun.difference(outputs, tried(other, crowd, "a level too many"));
                Broken.unless(differs == null, "a level too many in front changes output " + differs);
            }
        }
    }

    private static Map<String, Values> tried(StandaloneNetwork network, Map<String, Values> inputs, String what) {
        try {
            return BlockRun.run(network, inputs, Mode.EVALUATION);
        } catch (RuntimeException e) {
            throw new Broken(what + " cannot be run: " + e);
        }
    }

    private static FeatureSpec surplus(FeatureSpec in) {
        List<FeatureLevel> levels = new ArrayList<>();
        FeatureLevel first = in.levels().get(0);
        levels.add(new FeatureLevel(SURPLUS, FeatureKind.MAP, first.channels() + 1, first.stride(), first.size()));
        levels.addAll(in.levels());
        return new FeatureSpec(levels);
    }

    private static <O extends Record> Verdict everyLevelCounts(NeckSubject<O> subject, Bench bench) {
        ImageSize size = BlockRun.typical(subject);
        Map<String, Values> inputs = BlockRun.noise(subject, size, 1, bench.seed());
        Network network = BlockRun.build(subject, size);
        try (NDManager root = bench.manager();
                StandaloneNetwork noisy = StandaloneNetwork.of(
                        network,
                        root,
                        name -> GradientChecks.noise(
                                bench.seed(), name, network.parameters().get(name)))) {
            Map<String, Values> before = BlockRun.run(noisy, inputs, Mode.EVALUATION);
            for (FeatureLevel level : subject.in().levels()) {
                if (taken(subject, level, size)) {
                    Map<String, Values> after = BlockRun.run(noisy, moved(inputs, level.name()), Mode.EVALUATION);
                    Broken.unless(
                            BlockRun.difference(before, after) != null,
                            "asks for level " + level.name() + " and no output depends on it");
                }
            }
        }
        return Verdict.pass();
    }

    /** A level that may be missing without any change of what is declared is not taken. */
    private static <O extends Record> boolean taken(NeckSubject<O> subject, FeatureLevel level, ImageSize size) {
        FeatureSpec in = Levels.sized(subject.in(), size);
        try {
            FeatureSpec less = subject.component()
                    .features(
                            subject.options(), without(in, in.find(level.name()).orElseThrow()));
            return !less.equals(subject.component().features(subject.options(), in));
        } catch (WiringException e) {
            return true;
        }
    }

    private static Map<String, Values> moved(Map<String, Values> inputs, String level) {
        Map<String, Values> changed = new LinkedHashMap<>(inputs);
        changed.computeIfPresent(level, (name, values) -> {
            float[] data = values.data().clone();
            for (int i = 0; i < data.length; i++) {
                data[i] += MOVED * (i % 3 - 1);
            }
            return new Values(values.shape(), data);
        });
        return changed;
    }
}
