package io.vertebra.api.result;

import io.vertebra.api.geometry.ImageSize;
import java.util.List;

/**
 * Objects with their boxes.
 *
 * @param image size of the original image
 * @param detections the best first
 */
public record Detections(ImageSize image, List<Detection> detections) implements Result {
    public Detections {
        detections = List.copyOf(detections);
    }

    @Override
    public String kind() {
        return "detections";
    }
}
