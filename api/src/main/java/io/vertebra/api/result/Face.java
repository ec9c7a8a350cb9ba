package io.vertebra.api.result;

import io.vertebra.api.geometry.Point;
import java.util.List;

/**
 * One face with its landmarks.
 *
 * @param detection box and score
 * @param landmarks in the order of the model's card, empty when it gives none
 */
public record Face(Detection detection, List<Point> landmarks) {
    public Face {
        landmarks = List.copyOf(landmarks);
    }
}
