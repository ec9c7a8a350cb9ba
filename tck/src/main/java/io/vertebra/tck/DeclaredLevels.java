package io.vertebra.tck;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Backbone;
import io.vertebra.core.graph.ShapeForward;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether a backbone of maps gives the levels that it declares. Needs no engine. */
public final class DeclaredLevels {
    private DeclaredLevels() {}

    /**
     * Runs the backbone shape-only and compares each level: its channels, and its size as the input's divided by the stride and
     * rounded up.
     *
     * @throws AssertionError naming the level that differs
     */
    public static <O extends Record> void check(Backbone<O> backbone, O options, ImageSize size) {
        Map<String, Shape> inputs = new LinkedHashMap<>();
        for (InputSpec.Input input : backbone.inputs(options).inputs()) {
            inputs.put(input.name(), new Shape(1, input.channels(), size.height(), size.width()));
        }
        Map<String, Shape> declared = new LinkedHashMap<>();
        for (FeatureLevel level : backbone.features(options).levels()) {
            declared.put(
                    level.name(),
                    new Shape(
                            1,
                            level.channels(),
                            divided(size.height(), level.stride()),
                            divided(size.width(), level.stride())));
        }
        Map<String, Shape> given = ShapeForward.run(backbone.build(options, new PlainBuildContext(size)), inputs)
                .shapes();
        if (!given.equals(declared)) {
            throw new AssertionError(
                    backbone.card().id() + " declares " + declared + " for " + size + " and gives " + given);
        }
    }

    private static long divided(int side, int stride) {
        return (side + stride - 1) / stride;
    }
}
