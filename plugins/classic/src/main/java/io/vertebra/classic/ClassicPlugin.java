package io.vertebra.classic;

import io.vertebra.api.model.Backbone;
import io.vertebra.api.plugin.RecipeResource;
import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.classic.resnet.ResNetBackbone;
import java.util.List;
import java.util.stream.Stream;

/** The classic backbones and their ImageNet classifiers. */
public final class ClassicPlugin implements VisionPlugin {
    /** For the service loader. */
    public ClassicPlugin() {}

    @Override
    public List<Backbone<?>> backbones() {
        return List.of(new ResNetBackbone());
    }

    @Override
    public List<RecipeResource> recipes() {
        return Stream.of("resnet18", "resnet34", "resnet50", "resnet50-v1", "resnet101", "resnet152")
                .map(RecipeResource::named)
                .toList();
    }
}
