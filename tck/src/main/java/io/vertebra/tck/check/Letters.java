package io.vertebra.tck.check;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.model.OutputSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares shapes with letters: {@code (N, A K, H, W)}. N and K are known; another letter means what its first use says, H and W
 * within one output, others among the outputs of a level, {@code cls.p3} and {@code reg.p3}. An axis with anything else, such as {@code 2^D H}, may be what it is.
 */
final class Letters {
    private static final Set<String> OF_ONE_OUTPUT = Set.of("H", "W");

    private final Map<String, Long> known;
    private final Map<String, Map<String, Long>> ofLevels = new HashMap<>();

    Letters(Map<String, Long> known) {
        this.known = Map.copyOf(known);
    }

    void compare(OutputSpec.Output output, Shape given, String where) {
        String text = output.shape().replaceAll("[()]", "").trim();
        String[] axes = text.split("\\s*,\\s*");
        Broken.unless(
                axes.length == given.dimension(),
                "output " + output.name() + " declares " + output.shape() + " and has the shape " + given + " for "
                        + where);
        String level = output.name().substring(output.name().lastIndexOf('.') + 1);
        Map<String, Long> ofLevel = ofLevels.computeIfAbsent(level, name -> new HashMap<>());
        Map<String, Long> here = new HashMap<>(known);
        here.putAll(ofLevel);
        for (int i = 0; i < axes.length; i++) {
            Broken.unless(
                    fits(axes[i], given.get(i), here),
                    "output " + output.name() + " declares " + output.shape() + " and has the shape " + given + " for "
                            + where);
        }
        here.keySet().removeAll(OF_ONE_OUTPUT);
        ofLevel.putAll(here);
    }

    /** Whether the axis is the product; learns its one letter that is not known. */
    private static boolean fits(String axis, long given, Map<String, Long> here) {
        long product = 1;
        List<String> unknown = new ArrayList<>();
        for (String factor : axis.trim().split("\\s+")) {
            Long value = factor.matches("\\d{1,9}") ? Long.valueOf(factor) : here.get(factor);
            if (value != null) {
                product *= value;
            } else if (factor.matches("[A-Z]")) {
                unknown.add(factor);
            } else {
                return true; // more than letters can say
            }
        }
        if (unknown.isEmpty()) {
            return product == given;
        }
        if (unknown.size() == 1 && product != 0 && given % product == 0) {
            here.put(unknown.get(0), given / product);
        }
        return product != 0 && given % product == 0;
    }
}
