package io.vertebra.core.weights;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Parameter;
import io.vertebra.core.weights.WeightsReport.Ignored;
import io.vertebra.core.weights.WeightsReport.Mismatched;
import io.vertebra.core.weights.WeightsReport.Missing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The three-way comparison of a file's keys and the parameters of all parts. */
final class Matching {
    private static final String COUNTER = "num_batches_tracked";

    private final TensorSource source;
    private final FileKeys keys;
    private final List<Delivery> deliveries = new ArrayList<>();
    /** By key, the first part that takes it. */
    private final Map<String, String> takers = new HashMap<>();

    private final Map<String, Integer> ignored = new LinkedHashMap<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final List<Mismatched> mismatched = new ArrayList<>();

    private record Delivery(Parameter parameter, KeyMap.Source source, String key) {}

    private Matching(TensorSource source, List<PartKeys> parts) {
        this.source = source;
        keys = FileKeys.of(source, parts);
        if (keys.outside() > 0) {
            ignored.put("outside of " + source.parameters() + ", which holds the parameters", keys.outside());
        }
    }

    static Matching of(TensorSource source, List<PartKeys> parts) {
        Matching matching = new Matching(source, parts);
        for (PartKeys part : parts) {
            part.parameters().forEach((name, parameter) -> matching.match(part, name, parameter));
        }
        for (String key : matching.keys.tensors().keySet()) {
            if (!matching.takers.containsKey(key)) {
                matching.leaveOut(parts, key);
            }
        }
        return matching;
    }

    private void match(PartKeys part, String name, Parameter parameter) {
        KeyMap.Source source = part.keys().source(name);
        if (!(source instanceof KeyMap.Tensor tensor)) {
            deliveries.add(new Delivery(parameter, source, ""));
            return;
        }
        String key = part.absolute(tensor.theirs());
        TensorInfo info = keys.tensors().get(key);
        // A tensor that two parts take would be a tensor that one of them lacks: their roots are wrong.
        if (info == null || !takers.computeIfAbsent(key, k -> part.part()).equals(part.part())) {
            missing.add(new Missing(part.part(), name, key));
            return;
        }
        List<Long> expected = expected(part, name, parameter, tensor);
        if (info.shape().equals(expected)) {
            deliveries.add(new Delivery(parameter, source, key));
        } else {
            mismatched.add(new Mismatched(part.part(), name, key, expected, info.shape()));
        }
    }

    private List<Long> expected(PartKeys part, String name, Parameter parameter, KeyMap.Tensor tensor) {
        List<Long> ours = shape(parameter);
        List<Integer> axes = tensor.transform().axes();
        if (!axes.isEmpty() && axes.size() != ours.size()) {
            throw keyMapDefect(part, name, ours, axes);
        }
        return Permutation.sourceShape(ours, axes);
    }

    private LoadException keyMapDefect(PartKeys part, String name, List<Long> ours, List<Integer> axes) {
        return WeightsFaults.load(
                ErrorCode.INTERNAL,
                source.name(),
                "the key map of " + part.part() + " must move as many axes as " + name + " has, which is "
                        + ours.size(),
                axes.toString(),
                "a defect of the plugin that provides it: use another version and report it",
                null);
    }

    private void leaveOut(List<PartKeys> parts, String key) {
        String reason = reason(parts, key);
        if (reason == null) {
            unexpected.add(key);
        } else {
            ignored.merge(reason, 1, Integer::sum);
        }
    }

    private static @Nullable String reason(List<PartKeys> parts, String key) {
        if (key.equals(COUNTER) || key.endsWith("." + COUNTER)) {
            return COUNTER + " only counts training steps";
        }
        for (PartKeys part : parts) {
            for (KeyMap.Ignored rule : part.keys().ignored()) {
                if (key.startsWith(part.absolute(rule.prefix()))) {
                    return rule.reason();
                }
            }
        }
        return null;
    }

    WeightsReport report() {
        List<Ignored> reasons = new ArrayList<>();
        ignored.forEach((reason, count) -> reasons.add(new Ignored(reason, count)));
        int constants = (int) deliveries.stream()
                .filter(delivery -> delivery.source instanceof KeyMap.Constant)
                .count();
        return new WeightsReport(
                deliveries.size() - constants,
                constants,
                keys.prefixed() ? keys.tensors().size() : 0,
                reasons,
                missing,
                unexpected,
                mismatched);
    }

    void deliver(BiConsumer<Parameter, float[]> sink) {
        for (Delivery delivery : deliveries) {
            sink.accept(delivery.parameter, values(delivery));
        }
    }

    private float[] values(Delivery delivery) {
        Parameter parameter = delivery.parameter;
        if (delivery.source instanceof KeyMap.Tensor tensor) {
            float[] theirs = source.read(keys.inFile(delivery.key));
            return Permutation.apply(
                    theirs, shape(parameter), tensor.transform().axes());
        }
        float[] constant = new float[Math.toIntExact(parameter.shape().size())];
        Arrays.fill(constant, ((KeyMap.Constant) delivery.source).value());
        return constant;
    }

    private static List<Long> shape(Parameter parameter) {
        return Arrays.stream(parameter.shape().getShape()).boxed().toList();
    }
}
