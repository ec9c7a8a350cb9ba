package io.vertebra.tck.subject;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.feature.InputSpec;
import io.vertebra.api.geometry.ImageSize;
import java.util.LinkedHashMap;
import java.util.Map;

/** Levels of a part that is not there, and their shapes. */
public final class Levels {
    private Levels() {}

    /** The same levels with the sizes that they have for an image of this size. */
    public static FeatureSpec sized(FeatureSpec levels, ImageSize image) {
        return new FeatureSpec(levels.levels().stream()
                .map(level -> level.sized(size(level, image)))
                .toList());
    }

    /** The same levels out of a backbone whose convolutions round down. */
    public static FeatureSpec roundedDown(FeatureSpec levels, ImageSize image) {
        return new FeatureSpec(levels.levels().stream()
                .map(level -> level.sized(new ImageSize(
                        Math.max(1, image.width() / level.stride()), Math.max(1, image.height() / level.stride()))))
                .toList());
    }

    /** Their exact shapes, and that of the image itself, which parts get as a reference of size. */
    public static Map<String, Shape> shapes(FeatureSpec levels, ImageSize image, int batch) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (FeatureLevel level : levels.levels()) {
            ImageSize size = size(level, image);
            shapes.put(
                    level.name(),
                    switch (level.kind()) {
                        case MAP -> new Shape(batch, level.channels(), size.height(), size.width());
                        case TOKENS -> new Shape(batch, (long) size.height() * size.width(), level.channels());
                        case VECTOR -> new Shape(batch, level.channels());
                    });
        }
        shapes.putIfAbsent(InputSpec.IMAGE, new Shape(batch, 3, image.height(), image.width()));
        return shapes;
    }

    /** A size that is known is kept; another is the image's divided by the stride, rounded up. */
    private static ImageSize size(FeatureLevel level, ImageSize image) {
        ImageSize known = level.size();
        if (known != null) {
            return known;
        }
        return new ImageSize(Sizes.at(image.width(), level.stride()), Sizes.at(image.height(), level.stride()));
    }
}
