package io.vertebra.api.model;

import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.geometry.ImageSize;
import java.util.List;

/**
 * What a head needs to know besides the raw outputs.
 *
 * @param input size of the network's input
 * @param valid for each image the part of the input, from the upper left corner, that holds image and not padding
 * @param labels of the model
 * @param levels that the head reads, with their nominal strides; their sizes are those of the recipe's input, not of this one
 */
public record DecodeContext(ImageSize input, List<ImageSize> valid, Labels labels, List<FeatureLevel> levels) {
    public DecodeContext {
        valid = List.copyOf(valid);
        levels = List.copyOf(levels);
    }

    /** For heads that need no levels. */
    public DecodeContext(ImageSize input, List<ImageSize> valid, Labels labels) {
        this(input, valid, labels, List.of());
    }
}
