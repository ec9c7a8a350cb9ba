package io.vertebra.core;

import io.vertebra.api.feature.InputSpec;
import io.vertebra.core.image.Photo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one prediction looks at: images by the names of the model's inputs.
 *
 * @param images one for nearly all models, named {@code image}
 */
public record Sample(Map<String, Photo> images) {
    public Sample {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }

    /** One image. */
    public static Sample of(Photo photo) {
        return new Sample(Map.of(InputSpec.IMAGE, photo));
    }
}
