package io.vertebra.api.geometry;

/**
 * A point with how sure the model is of it.
 *
 * @param at in pixels of the image that was looked at
 * @param score the higher the surer; its range is the model's
 */
public record Keypoint(Point at, float score) {}
