package io.vertebra.detection;

import io.vertebra.api.model.Head;
import io.vertebra.api.model.Neck;
import io.vertebra.api.plugin.RecipeResource;
import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.detection.fpn.FpnNeck;
import io.vertebra.detection.retinanet.RetinaNetHead;
import java.util.List;
import java.util.stream.Stream;

/** Object detection: the feature pyramid, RetinaNet, and the published models that are made of them and a ResNet. */
public final class DetectionPlugin implements VisionPlugin {
    /** For the service loader. */
    public DetectionPlugin() {}

    @Override
    public List<Neck<?>> necks() {
        return List.of(new FpnNeck());
    }

    @Override
    public List<Head<?>> heads() {
        return List.of(new RetinaNetHead());
    }

    @Override
    public List<RecipeResource> recipes() {
        return Stream.of("retinanet-r50-fpn", "retinanet-r50-fpn-v2", "retinanet-r50-fpn-mmdet")
                .map(RecipeResource::named)
                .toList();
    }
}
