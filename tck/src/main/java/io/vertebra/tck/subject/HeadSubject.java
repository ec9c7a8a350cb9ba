package io.vertebra.tck.subject;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.nn.Network;
import io.vertebra.tck.PlainBuildContext;
import java.util.List;
import java.util.Map;

/**
 * A head with options behind parts that are not there.
 *
 * @param <O> the options
 * @param component under test
 * @param options usually its tiny form
 * @param in the levels that arrive
 */
public record HeadSubject<O extends Record>(Head<O> component, O options, FeatureSpec in) implements OnLevels {
    /** The head in its tiny form, behind levels that it takes. */
    public static <O extends Record> HeadSubject<O> tiny(Head<O> component) {
        return of(component, component.tiny());
    }

    /** The head with these options, behind levels that it takes. */
    public static <O extends Record> HeadSubject<O> of(Head<O> component, O options) {
        return Candidates.first(in -> new HeadSubject<>(component, options, in));
    }

    @Override
    public Kind kind() {
        return Kind.HEAD;
    }

    @Override
    public String id() {
        return component.card().id();
    }

    @Override
    public Network build(ImageSize size) {
        return component.build(options, Levels.sized(in, size), new PlainBuildContext(size));
    }

    @Override
    public Map<String, Shape> inputs(ImageSize size, int batch) {
        return Levels.shapes(in, size, batch);
    }

    @Override
    public KeyMap keys() {
        return component.keys(options, Dialect.VERTEBRA);
    }

    @Override
    public List<String> outputs(ImageSize size) {
        return component.outputs(options, Levels.sized(in, size)).outputs().stream()
                .map(OutputSpec.Output::name)
                .toList();
    }
}
