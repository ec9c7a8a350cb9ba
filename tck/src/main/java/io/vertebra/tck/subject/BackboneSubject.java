package io.vertebra.tck.subject;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Network;
import io.vertebra.tck.PlainBuildContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A backbone with options.
 *
 * @param <O> the options
 * @param component under test
 * @param options usually its tiny form
 */
public record BackboneSubject<O extends Record>(Backbone<O> component, O options) implements Block {
    /** The backbone in its tiny form. */
    public static <O extends Record> BackboneSubject<O> tiny(Backbone<O> component) {
        return new BackboneSubject<>(component, component.tiny());
    }

    @Override
    public Kind kind() {
        return Kind.BACKBONE;
    }

    @Override
    public String id() {
        return component.card().id();
    }

    @Override
    public Network build(ImageSize size) {
        return component.build(options, new PlainBuildContext(size));
    }

    @Override
    public Map<String, Shape> inputs(ImageSize size, int batch) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (InputSpec.Input input : component.inputs(options).inputs()) {
            shapes.put(input.name(), new Shape(batch, input.channels(), size.height(), size.width()));
        }
        return shapes;
    }

    @Override
    public List<ImageSize> sizes() {
        return Sizes.of(component.inputs(options).rule());
    }

    @Override
    public KeyMap keys() {
        return component.keys(options, Dialect.VERTEBRA);
    }

    @Override
    public List<String> outputs(ImageSize size) {
        return component.features(options).levels().stream()
                .map(FeatureLevel::name)
                .toList();
    }
}
