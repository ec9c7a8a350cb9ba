package io.vertebra.semanticsegmentation;

import io.vertebra.api.model.Head;
import io.vertebra.api.plugin.RecipeResource;
import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.semanticsegmentation.fcn.FcnHead;
import java.util.List;

/** Semantic segmentation: the fully convolutional head, and the model that torchvision makes of it and a residual network. */
public final class SemanticSegmentationPlugin implements VisionPlugin {
    /** For the service loader. */
    public SemanticSegmentationPlugin() {}

    @Override
    public List<Head<?>> heads() {
        return List.of(new FcnHead());
    }

    @Override
    public List<RecipeResource> recipes() {
        return List.of(RecipeResource.named("fcn-resnet50"));
    }
}
