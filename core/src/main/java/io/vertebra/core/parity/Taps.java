package io.vertebra.core.parity;

import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.core.assembly.Blueprint;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where in a model an output of a fixture comes from. */
final class Taps {
    /** How fixtures call an output that has no name of its own. */
    static final Set<String> SINGLE = Set.of("output", "out", "logits");

    private final Blueprint blueprint;

    Taps(Blueprint blueprint) {
        this.blueprint = blueprint;
    }

    /** The name of the output that prediction uses, or null when the fixture's name means something else. */
    @Nullable
    String output(String name) {
        Set<String> outputs = new LinkedHashSet<>(blueprint.head().shapes().keySet());
        outputs.removeAll(blueprint.outputs().trainingOnly());
        if (outputs.contains(name)) {
            return name;
        }
        return SINGLE.contains(name) && outputs.size() == 1 ? outputs.iterator().next() : null;
    }

    /** The name of the intermediate value. */
    String tap(String name) {
        if (blueprint.outputs().trainingOnly().contains(name)) {
            return Blueprint.HEAD + "." + name;
        }
        if (name.startsWith("fpn.") && !blueprint.necks().isEmpty()) {
            return last().name() + "." + name.substring("fpn.".length());
        }
        if (name.equals("feature")) {
            return last().name() + "." + levels(last()).get(0).name();
        }
        if (!name.startsWith("feature.")) {
            return name;
        }
        String which = name.substring("feature.".length());
        if (which.matches("[0-9]+")) {
            return last().name() + "."
                    + levels(last()).get(Integer.parseInt(which)).name();
        }
        if (which.matches("s[0-9]+")) {
            int stride = Integer.parseInt(which.substring(1));
            return levels(blueprint.backbone()).stream()
                    .filter(level -> level.stride() == stride)
                    .findFirst()
                    .map(level -> Blueprint.BACKBONE + "." + level.name())
                    .orElse(name);
        }
        return Blueprint.BACKBONE + "." + which;
    }

    private Blueprint.Part last() {
        List<Blueprint.Part> necks = blueprint.necks();
        return necks.isEmpty() ? blueprint.backbone() : necks.get(necks.size() - 1);
    }

    private static List<FeatureLevel> levels(Blueprint.Part part) {
        return part.features() == null ? List.of() : part.features().levels();
    }
}
