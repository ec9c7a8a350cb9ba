package io.vertebra.core.builtin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.Task;
import io.vertebra.api.plugin.VisionPlugin;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The provider {@value #ID}: a plugin like any other, except that it is always there and its names are reserved. */
public final class BuiltinPlugin implements VisionPlugin {
    /** Its plugin id. */
    public static final String ID = "vertebra";

    private static final String FOLDER = "/META-INF/vertebra/labels/";
    private static final List<String> LISTS =
            List.of("cityscapes-19", "coco-80", "coco-91", "coco-keypoints-17", "imagenet-1k", "voc-21");

    @Override
    public List<Head<?>> heads() {
        return List.of(new LinearHead());
    }

    @Override
    public List<Task<?, ?>> tasks() {
        return List.of(new ClassificationTask(), new DetectionTask(), new SemanticSegmentationTask());
    }

    /** Label lists by name. Their licences stand beside them. */
    public Map<String, Labels> labels() {
        Map<String, Labels> labels = new LinkedHashMap<>();
        LISTS.forEach(name -> labels.put(name, read(name)));
        return Collections.unmodifiableMap(labels);
    }

    private static Labels read(String name) {
        String resource = FOLDER + name + ".txt";
        try (InputStream stream = BuiltinPlugin.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new FileNotFoundException(resource);
            }
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new Labels(text.lines().toList());
        } catch (IOException e) {
            Problem problem = Problem.of(ErrorCode.INTERNAL, "the built-in label lists can be read")
                    .received(resource);
            throw new VertebraException(List.of(problem), e);
        }
    }
}
