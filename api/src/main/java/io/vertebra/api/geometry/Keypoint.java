package io.vertebra.api.geometry;

/**
 * A point with how sure the model is of it.
 *
 * @param at in pixels of the original image
 * @param score in [0, 1]
 */
public record Keypoint(Point at, float score) {}
