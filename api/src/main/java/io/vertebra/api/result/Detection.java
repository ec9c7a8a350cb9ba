package io.vertebra.api.result;

import io.vertebra.api.geometry.Box;

/**
 * One object.
 *
 * @param box in pixels of the original image
 * @param label index into the model's labels
 * @param name the label's name
 * @param score in [0, 1]
 */
public record Detection(Box box, int label, String name, float score) {}
