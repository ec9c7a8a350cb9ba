package io.vertebra.api.model;

/**
 * A place where attention can stand.
 *
 * @param path our name of the block, such as {@code layer1.0}
 * @param stage the level that the block belongs to, such as c2
 * @param position where in the block
 * @param in channels that arrive
 * @param out channels that leave
 * @param stride of the replaced convolution, 1 elsewhere
 * @param groups of the replaced convolution, 1 elsewhere
 */
public record InsertionPoint(String path, String stage, Position position, int in, int out, int stride, int groups) {}
