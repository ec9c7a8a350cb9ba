package io.vertebra.api.geometry;

/**
 * A point in pixels; (0, 0) is the upper left corner of the upper left pixel, y grows downwards.
 *
 * @param x to the right
 * @param y downwards
 */
public record Point(float x, float y) {}
