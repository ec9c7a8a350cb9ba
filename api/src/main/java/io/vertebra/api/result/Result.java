package io.vertebra.api.result;

import io.vertebra.api.Spi;
import io.vertebra.api.geometry.ImageSize;

/**
 * What a task found in one image. Implementations are records of plain Java data; their components become the keys of the
 * JSON form, so a third party may add one.
 */
@Spi
public interface Result {
    /** The name of the result in JSON, such as {@code detections}. */
    String kind();

    /** The size of the original image, after its orientation was applied. */
    ImageSize image();
}
