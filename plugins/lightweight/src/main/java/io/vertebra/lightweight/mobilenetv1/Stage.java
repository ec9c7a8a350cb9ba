package io.vertebra.lightweight.mobilenetv1;

import java.util.List;

/**
 * Rows of table 1 of the paper that share a map size. The last row's depthwise convolution has stride 1: the table's
 * {@code s2} there contradicts its own sizes.
 *
 * @param blocks pairs of a depthwise and a pointwise convolution
 * @param channels behind each pair, before the width factor
 * @param stride of the first pair
 */
record Stage(int blocks, int channels, int stride) {
    static final int STEM_CHANNELS = 32;
    static final List<Stage> TABLE = List.of(
            new Stage(1, 64, 1),
            new Stage(2, 128, 2),
            new Stage(2, 256, 2),
            new Stage(6, 512, 2),
            new Stage(2, 1024, 2));
}
