package io.vertebra.api.result;

import org.jspecify.annotations.Nullable;

/**
 * How much of an image belongs to a class.
 *
 * @param label index into the model's labels
 * @param name of the class
 * @param pixels of the original image, at least 1
 * @param share of all pixels of the image, in (0, 1]
 * @param score the mean of the model's confidence over these pixels, in [0, 1]; null when the model states none that is a number
 */
public record ClassArea(
        int label,
        String name,
        int pixels,
        float share,
        @Nullable Float score) {}
