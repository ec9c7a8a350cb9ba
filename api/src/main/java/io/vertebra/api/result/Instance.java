package io.vertebra.api.result;

import io.vertebra.api.geometry.Mask;
import io.vertebra.api.geometry.Polygon;
import java.util.List;

/**
 * One object with its shape.
 *
 * @param detection box, label and score
 * @param mask the object's pixels
 * @param outline the contours that the model gave, empty when it gave a mask only
 */
public record Instance(Detection detection, Mask mask, List<Polygon> outline) {
    public Instance {
        outline = List.copyOf(outline);
    }
}
