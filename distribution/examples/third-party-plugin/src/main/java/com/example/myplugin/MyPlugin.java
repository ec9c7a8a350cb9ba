package com.example.myplugin;

import io.vertebra.api.model.Attention;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Neck;
import io.vertebra.api.plugin.RecipeResource;
import io.vertebra.api.plugin.VisionPlugin;
import java.util.List;

/** What the JAR brings. The same names stand in {@code provides} of {@code META-INF/vertebra/plugin.properties}. */
public final class MyPlugin implements VisionPlugin {
    /** For the service loader. */
    public MyPlugin() {}

    @Override
    public List<Backbone<?>> backbones() {
        return List.of(new SmallBackbone());
    }

    @Override
    public List<Neck<?>> necks() {
        return List.of(new BlendNeck());
    }

    @Override
    public List<Attention<?>> attentions() {
        return List.of(new ChannelGate());
    }

    @Override
    public List<RecipeResource> recipes() {
        return List.of(RecipeResource.named("my-plugin-classifier"));
    }
}
