package io.vertebra.api.result;

/**
 * One joint of a pose.
 *
 * @param name the label's name, such as {@code left_elbow}
 * @param x in pixels of the original image; may lie outside it
 * @param y in pixels of the original image; may lie outside it
 * @param score in [0, 1]
 * @param visible whether the score is above the task's {@code joint-threshold}; drawings leave out the others
 */
public record Joint(String name, float x, float y, float score, boolean visible) {}
