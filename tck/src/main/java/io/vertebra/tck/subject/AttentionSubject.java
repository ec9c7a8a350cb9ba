package io.vertebra.tck.subject;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.feature.InputRule;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Attention;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.InsertionPoint;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.model.Position;
import io.vertebra.api.nn.Network;
import io.vertebra.tck.PlainBuildContext;
import java.util.List;
import java.util.Map;

/**
 * An attention with options at a place of a block that is not there.
 *
 * @param <O> the options
 * @param component under test
 * @param options usually its tiny form
 * @param at the place
 */
public record AttentionSubject<O extends Record>(Attention<O> component, O options, InsertionPoint at)
        implements Block {
    /** The name of what goes in. */
    public static final String INPUT = "input";

    /** The name of what comes out. */
    public static final String OUTPUT = "output";

    private static final int CHANNELS = 8;

    /** The attention in its tiny form at its default position, with eight channels. */
    public static <O extends Record> AttentionSubject<O> tiny(Attention<O> component) {
        O options = component.tiny();
        Position position = component.defaultPosition(options);
        return new AttentionSubject<>(
                component, options, new InsertionPoint("layer1.0", "c2", position, CHANNELS, CHANNELS, 1, 1));
    }

    @Override
    public Kind kind() {
        return Kind.ATTENTION;
    }

    @Override
    public String id() {
        return component.card().id();
    }

    @Override
    public Network build(ImageSize size) {
        return component.build(options, at, new PlainBuildContext(size));
    }

    /** The block's map has the size of the image here. */
    @Override
    public Map<String, Shape> inputs(ImageSize size, int batch) {
        return Map.of(INPUT, new Shape(batch, at.in(), size.height(), size.width()));
    }

    @Override
    public List<ImageSize> sizes() {
        return Sizes.of(InputRule.atLeast(1)).stream()
                .map(size -> new ImageSize(Sizes.at(size.width(), 4), Sizes.at(size.height(), 4)))
                .toList();
    }

    @Override
    public KeyMap keys() {
        return component.keys(options, Dialect.VERTEBRA);
    }

    @Override
    public List<String> outputs(ImageSize size) {
        return List.of(OUTPUT);
    }
}
