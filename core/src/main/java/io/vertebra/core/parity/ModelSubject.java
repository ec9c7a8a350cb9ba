package io.vertebra.core.parity;

import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.model.Dialect;
import io.vertebra.core.assembly.Blueprint;
import io.vertebra.core.assembly.ModelLoader;
import io.vertebra.core.runtime.ModelRuntime;
import io.vertebra.core.weights.KeyRules;
import io.vertebra.core.weights.TensorSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A whole model. */
final class ModelSubject implements Subject {
    private final Blueprint blueprint;
    private final Dialect dialect;
    private final ModelLoader loader;
    private final Taps taps;

    ModelSubject(Blueprint blueprint, Dialect dialect, ModelLoader loader) {
        this.blueprint = blueprint;
        this.dialect = dialect;
        this.loader = loader;
        this.taps = new Taps(blueprint);
    }

    @Override
    public ModelRuntime load(TensorSource checkpoint) {
        return loader.load(blueprint, checkpoint, KeyRules.of(dialect));
    }

    @Override
    public long trainableSize() {
        return blueprint.trainableSize();
    }

    @Override
    public List<String> inputs() {
        return blueprint.recipe().backbone().inputs().inputs().stream()
                .map(InputSpec.Input::name)
                .toList();
    }

    @Override
    public Set<String> outputs() {
        return blueprint.head().shapes().keySet();
    }

    @Override
    public @Nullable String output(String name) {
        return taps.output(name);
    }

    @Override
    public String tap(String name) {
        return taps.tap(name);
    }
}
