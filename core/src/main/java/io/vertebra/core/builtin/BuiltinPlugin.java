package io.vertebra.core.builtin;

import io.vertebra.api.model.Head;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.Task;
import io.vertebra.api.plugin.VisionPlugin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The provider {@value #ID}: a plugin like any other, except that it is always there and its names are reserved. */
public final class BuiltinPlugin implements VisionPlugin {
    /** Its plugin id. */
    public static final String ID = "vertebra";

    private static final List<String> LISTS =
            List.of("cityscapes-19", "coco-80", "coco-91", "coco-keypoints-17", "imagenet-1k", "voc-21");

    @Override
    public List<Head<?>> heads() {
        return List.of(new LinearHead());
    }

    @Override
    public List<Task<?, ?>> tasks() {
        return List.of(new ClassificationTask(), new DetectionTask(), new PoseTask(), new SemanticSegmentationTask());
    }

    /** Label lists by name. Their licences stand beside them. */
    public Map<String, Labels> labels() {
        Map<String, Labels> labels = new LinkedHashMap<>();
        LISTS.forEach(name -> labels.put(name, new Labels(BuiltinText.lines("labels/" + name + ".txt"))));
        return Collections.unmodifiableMap(labels);
    }
}
