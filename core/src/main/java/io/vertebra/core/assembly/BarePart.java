package io.vertebra.core.assembly;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.InsertionPoint;
import io.vertebra.api.model.KeyMap;
import io.vertebra.api.nn.Network;
import io.vertebra.core.graph.ShapeForward;
import io.vertebra.core.recipe.AttentionPart;
import io.vertebra.core.recipe.BackbonePart;
import io.vertebra.core.recipe.NeckPart;
import io.vertebra.core.runtime.EagerRuntime;
import io.vertebra.core.runtime.ModelRuntime;
import io.vertebra.core.weights.PartKeys;
import io.vertebra.core.weights.TensorSource;
import io.vertebra.core.weights.WeightsLoader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part that stands in no model, built and proven at one size of its inputs.
 *
 * @param part its network with the shapes of what comes out; a part without levels has no features
 * @param keys from its names to those of the dialect
 * @param inputs the names of what goes in
 */
public record BarePart(Blueprint.Part part, KeyMap keys, List<String> inputs) {
    private static final String INPUT = "input";
    private static final String DEVICE = "auto";

    public BarePart {
        inputs = List.copyOf(inputs);
    }

    /**
     * A backbone.
     *
     * @param given shapes of the inputs in the order of the backbone's
     */
    static BarePart of(BackbonePart<?> backbone, List<Shape> given, Dialect dialect) {
        List<String> names =
                backbone.inputs().inputs().stream().map(InputSpec.Input::name).toList();
        Map<String, Shape> shapes = named(names, given);
        Network network = backbone.build(new Assembler.Context(size(given.get(0))));
        return new BarePart(
                Assembler.part(Blueprint.BACKBONE, backbone.type(), network, backbone.features(), shapes),
                backbone.keys(dialect),
                names);
    }

    /**
     * A neck.
     *
     * @param levels that go in, the finest first
     * @param given their shapes and, behind them, that of the image if the neck is to see it
     */
    static BarePart of(NeckPart<?> neck, List<FeatureLevel> levels, List<Shape> given, Dialect dialect) {
        List<String> names =
                new ArrayList<>(levels.stream().map(FeatureLevel::name).toList());
        if (given.size() > levels.size()) {
            names.add(InputSpec.IMAGE);
        }
        Map<String, Shape> shapes = named(names, given);
        FeatureSpec in = new FeatureSpec(levels.stream()
                .map(level -> level.sized(size(shapes.get(level.name()))))
                .toList());
        Network network = neck.build(in, new Assembler.Context(inputSize(in)));
        return new BarePart(
                Assembler.part(Blueprint.NECK, neck.type(), network, neck.features(in), shapes),
                neck.keys(dialect),
                names);
    }

    /** An attention behind a block with so many channels. */
    static BarePart of(AttentionPart<?> attention, int channels, List<Shape> given, Dialect dialect) {
        InsertionPoint at = new InsertionPoint("", "", attention.defaultPosition(), channels, channels, 1, 1);
        Network network = attention.build(at, new Assembler.Context(size(given.get(0))));
        ShapeForward.Outcome outcome = ShapeForward.run(network, named(List.of(INPUT), given));
        Blueprint.Part part = new Blueprint.Part(
                "attention", attention.type(), network, null, outcome.shapes(), outcome.multiplyAdds());
        return new BarePart(part, attention.keys(dialect), List.of(INPUT));
    }

    private static Map<String, Shape> named(List<String> names, List<Shape> given) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            shapes.put(names.get(i), given.get(i));
        }
        return shapes;
    }

    /** Of a map; tokens and vectors have no size, and parts that take them ask for none. */
    private static ImageSize size(Shape shape) {
        return shape.dimension() < 4
                ? ImageSize.square(1)
                : new ImageSize(Math.toIntExact(shape.get(3)), Math.toIntExact(shape.get(2)));
    }

    /** Of the image that would give the finest level. */
    private static ImageSize inputSize(FeatureSpec in) {
        FeatureLevel finest = in.levels().get(0);
        ImageSize map = finest.size() == null ? ImageSize.square(1) : finest.size();
        return new ImageSize(map.width() * finest.stride(), map.height() * finest.stride());
    }

    /**
     * The part with these tensors; the caller closes it. Their keys are the part's own, or stand below the name of its type.
     *
     * @throws io.vertebra.api.error.LoadException when they do not match the parameters
     */
    public ModelRuntime load(TensorSource source) {
        String below = part.type() + ".";
        boolean held = source.tensors().keySet().stream().allMatch(key -> key.startsWith(below));
        PartKeys expected = new PartKeys(
                part.name(), held ? part.type() : "", keys, part.network().parameters());
        return EagerRuntime.load(
                List.of(part), DEVICE, sink -> WeightsLoader.load(source, List.of(expected), List.of(), sink));
    }

    /** The levels that come out, empty for a part without. */
    public List<FeatureLevel> levels() {
        return part.features() == null ? List.of() : part.features().levels();
    }
}
