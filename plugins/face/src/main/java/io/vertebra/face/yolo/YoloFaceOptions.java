package io.vertebra.face.yolo;

import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;

/**
 * How faces are read from the raw output.
 *
 * @param scoreThreshold faces with a higher score are kept
 * @param nmsThreshold of two faces that overlap more, the better one is kept
 * @param maxDetections faces in an image at most
 */
public record YoloFaceOptions(
        @Doc("Faces with a higher score are kept") @Range(min = 0, max = 1)
        float scoreThreshold,

        @Doc("Of two faces that overlap more, the better one is kept") @Range(min = 0, max = 1)
        float nmsThreshold,

        @Doc("Faces in an image at most") @Range(min = 1, max = 10000)
        int maxDetections) {}
