package io.vertebra.core.parity;

import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.core.assembly.BarePart;
import io.vertebra.core.runtime.ModelRuntime;
import io.vertebra.core.weights.TensorSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part by itself. */
final class PartSubject implements Subject {
    private static final String FEATURE = "feature.";

    private final BarePart part;

    PartSubject(BarePart part) {
        this.part = part;
    }

    @Override
    public ModelRuntime load(TensorSource checkpoint) {
        return part.load(checkpoint);
    }

    @Override
    public long trainableSize() {
        return part.part().network().trainableSize();
    }

    @Override
    public List<String> inputs() {
        return part.inputs();
    }

    @Override
    public Set<String> outputs() {
        return part.part().shapes().keySet();
    }

    /** A level by its name, also with {@code feature.} before it; {@code output} is the last level. */
    @Override
    public @Nullable String output(String name) {
        String level = name.startsWith(FEATURE) ? name.substring(FEATURE.length()) : name;
        if (outputs().contains(level)) {
            return level;
        }
        List<FeatureLevel> levels = part.levels();
        if (!Taps.SINGLE.contains(name)) {
            return null;
        }
        return levels.isEmpty()
                ? outputs().iterator().next()
                : levels.get(levels.size() - 1).name();
    }

    @Override
    public String tap(String name) {
        return name;
    }
}
