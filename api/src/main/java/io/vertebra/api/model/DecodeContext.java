package io.vertebra.api.model;

import io.vertebra.api.geometry.ImageSize;
import java.util.List;

/**
 * What a head needs to know besides the raw outputs.
 *
 * @param input size of the network's input
 * @param valid for each image the part of the input, from the upper left corner, that holds image and not padding
 * @param labels of the model
 */
public record DecodeContext(ImageSize input, List<ImageSize> valid, Labels labels) {
    public DecodeContext {
        valid = List.copyOf(valid);
    }
}
