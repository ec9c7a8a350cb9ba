package io.vertebra.lightweight;

import io.vertebra.api.model.Backbone;
import io.vertebra.api.plugin.RecipeResource;
import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.lightweight.mobilenetv1.MobileNetV1Backbone;
import java.util.List;
import java.util.stream.Stream;

/** The lightweight backbones and their ImageNet classifiers. */
public final class LightweightPlugin implements VisionPlugin {
    /** For the service loader. */
    public LightweightPlugin() {}

    @Override
    public List<Backbone<?>> backbones() {
        return List.of(new MobileNetV1Backbone());
    }

    @Override
    public List<RecipeResource> recipes() {
        return Stream.of("mobilenet-v1", "mobilenet-v1-0-75", "mobilenet-v1-0-5", "mobilenet-v1-0-25")
                .map(RecipeResource::named)
                .toList();
    }
}
