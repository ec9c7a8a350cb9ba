package sample;

import io.vertebra.api.model.Attention;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Neck;
import io.vertebra.api.plugin.VisionPlugin;
import java.util.List;

public final class SamplePlugin implements VisionPlugin {
    public SamplePlugin() {}

    @Override
    public List<Backbone<?>> backbones() {
        return List.of(new SampleBackbone());
    }

    @Override
    public List<Neck<?>> necks() {
        return List.of(new SampleNeck());
    }

    @Override
    public List<Attention<?>> attentions() {
        return List.of(new SampleAttention());
    }
}
