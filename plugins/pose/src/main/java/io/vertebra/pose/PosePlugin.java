package io.vertebra.pose;

import io.vertebra.api.model.Head;
import io.vertebra.api.plugin.RecipeResource;
import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.pose.simplebaseline.SimpleBaselineHead;
import java.util.List;

/** Poses: heads that find the joints of a person, and models made of them. */
public final class PosePlugin implements VisionPlugin {
    /** For the service loader. */
    public PosePlugin() {}

    @Override
    public List<Head<?>> heads() {
        return List.of(new SimpleBaselineHead());
    }

    @Override
    public List<RecipeResource> recipes() {
        return List.of(RecipeResource.named("simple-baseline-r50"));
    }
}
