package io.vertebra.core.weights;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.model.Rewrite;
import io.vertebra.api.nn.Parameter;
import io.vertebra.core.weights.WeightsReport.Ignored;
import io.vertebra.core.weights.WeightsReport.Mismatched;
import io.vertebra.core.weights.WeightsReport.Missing;
import java.util.ArrayList;
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
    private final Map<Parameter, Delivery> deliveries = new LinkedHashMap<>();
    private final List<Gap> gaps = new ArrayList<>();
    /** By key, the first part that takes it. */
    private final Map<String, String> takers = new HashMap<>();

    private final Map<String, Integer> ignored = new LinkedHashMap<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final List<Mismatched> mismatched = new ArrayList<>();

    private record Delivery(PartKeys part, Fill fill) {}

    /**
     * A parameter that the file does not fill.
     *
     * @param name in the model, that is with its part
     */
    record Gap(String name, Parameter parameter) {}

    private Matching(TensorSource source, List<PartKeys> parts, List<Rewrite> rewrites) {
        this.source = source;
        keys = FileKeys.of(source, Rewrites.of(rewrites), parts);
        if (keys.outside() > 0) {
            ignored.put("outside of " + source.parameters() + ", which holds the parameters", keys.outside());
        }
    }

    static Matching of(TensorSource source, List<PartKeys> parts, List<Rewrite> rewrites) {
        Matching matching = new Matching(source, parts, rewrites);
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
        Fill fill = fill(part, name, parameter);
        boolean whole = true;
        for (Fill.Piece piece : fill.pieces()) {
            whole &= take(part, name, piece);
        }
        if (whole) {
            deliveries.put(parameter, new Delivery(part, fill));
        } else {
            gaps.add(new Gap(part.part() + "." + name, parameter));
        }
    }

    /** Whether the file has the tensor with the right shape. */
    private boolean take(PartKeys part, String name, Fill.Piece piece) {
        String key = part.absolute(piece.theirs());
        TensorInfo info = keys.tensors().get(key);
        // A tensor that two parts take would be a tensor that one of them lacks: their roots are wrong.
        if (info == null || !takers.computeIfAbsent(key, k -> part.part()).equals(part.part())) {
            missing.add(new Missing(part.part(), name, key));
            return false;
        }
        if (!info.shape().equals(piece.shape())) {
            mismatched.add(new Mismatched(part.part(), name, key, piece.shape(), info.shape()));
            return false;
        }
        return true;
    }

    private Fill fill(PartKeys part, String name, Parameter parameter) {
        try {
            return Fill.of(parameter, part.keys().source(name));
        } catch (IllegalArgumentException e) {
            throw WeightsFaults.load(
                    ErrorCode.INTERNAL,
                    source.name(),
                    "the key map of " + part.part() + " must fit " + name + " of shape " + parameter.shape(),
                    e.getMessage(),
                    "a defect of the plugin that provides it: use another version and report it",
                    e);
        }
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
        int constants = (int) deliveries.values().stream()
                .filter(delivery -> delivery.fill.pieces().isEmpty())
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

    List<Gap> gaps() {
        return gaps;
    }

    void deliver(BiConsumer<Parameter, float[]> sink) {
        deliveries.keySet().forEach(parameter -> sink.accept(parameter, values(parameter)));
    }

    float[] values(Parameter parameter) {
        Delivery delivery = deliveries.get(parameter);
        return delivery.fill.values(piece -> source.read(keys.inFile().get(delivery.part.absolute(piece.theirs()))));
    }
}
