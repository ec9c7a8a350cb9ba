package io.vertebra.core;

import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.geometry.Box;
import io.vertebra.core.image.Photo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one prediction looks at: images by the names of the model's inputs.
 *
 * @param images one for nearly all models, named {@code image}
 * @param regionOrNull what to look at in each image, in its pixels, or null for the whole image
 */
public record Sample(Map<String, Photo> images, @Nullable Box regionOrNull) {
    public Sample {
        images = Collections.unmodifiableMap(new LinkedHashMap<>(images));
    }

    /** Whole images. */
    public Sample(Map<String, Photo> images) {
        this(images, null);
    }

    /** One whole image. */
    public static Sample of(Photo photo) {
        return new Sample(Map.of(InputSpec.IMAGE, photo));
    }

    /**
     * The same images, of which only a region is looked at. Results stay in pixels of the whole image.
     *
     * @param region what lies outside the image is left out
     */
    public Sample within(Box region) {
        return new Sample(images, region);
    }

    /** What to look at, if it is not the whole image. */
    public Optional<Box> region() {
        return Optional.ofNullable(regionOrNull);
    }
}
