package io.vertebra.core.weights;

import io.vertebra.core.weights.WeightsReport.Missing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the root under which a part's keys do stand, when none of them stands where it was looked for. */
final class RootHints {
    private RootHints() {}

    /** One clause for each part that another root would help. */
    static List<String> of(List<PartKeys> parts, WeightsReport report) {
        List<String> hints = new ArrayList<>();
        for (PartKeys part : parts) {
            Set<String> names = relativeNames(part);
            long lacking = report.missing().stream()
                    .map(Missing::part)
                    .filter(part.part()::equals)
                    .count();
            Map<String, Integer> roots = roots(report.unexpected(), names);
            roots.entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .filter(best -> lacking == names.size() && 2 * best.getValue() >= names.size())
                    .ifPresent(best -> hints.add(hint(part.part(), best.getKey())));
        }
        return hints;
    }

    private static String hint(String part, String root) {
        return "the root of " + part + " in this file is " + WeightsFaults.quote(root)
                + (root.isEmpty() ? ", that is none" : "");
    }

    private static Set<String> relativeNames(PartKeys part) {
        Set<String> names = new HashSet<>();
        for (String name : part.parameters().keySet()) {
            names.addAll(Fill.keys(part.keys().source(name)));
        }
        return names;
    }

    /** How many of the names each prefix would explain. */
    private static Map<String, Integer> roots(List<String> keys, Set<String> names) {
        Map<String, Integer> roots = new HashMap<>();
        for (String key : keys) {
            int dot = -1;
            do {
                if (names.contains(key.substring(dot + 1))) {
                    roots.merge(key.substring(0, Math.max(dot, 0)), 1, Integer::sum);
                }
                dot = key.indexOf('.', dot + 1);
            } while (dot >= 0);
        }
        return roots;
    }
}
