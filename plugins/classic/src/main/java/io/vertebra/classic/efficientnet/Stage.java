package io.vertebra.classic.efficientnet;

import java.util.List;

/**
 * A row of table 1 of the paper: inverted bottlenecks that share everything but the stride.
 *
 * @param kernel of the depthwise convolutions
 * @param stride of the first block
 * @param expansion channels inside a block for each channel that goes in
 * @param channels behind each block, before the width factor
 * @param blocks before the depth factor
 * @param last whether no later stage has maps of the same size
 */
record Stage(int kernel, int stride, int expansion, int channels, int blocks, boolean last) {
    static final int STEM_CHANNELS = 32;
    static final int HEAD_CHANNELS = 1280;
    static final List<Stage> TABLE = List.of(
            new Stage(3, 1, 1, 16, 1, true),
            new Stage(3, 2, 6, 24, 2, true),
            new Stage(5, 2, 6, 40, 2, true),
            new Stage(3, 2, 6, 80, 3, false),
            new Stage(5, 1, 6, 112, 3, true),
            new Stage(5, 2, 6, 192, 4, false),
            new Stage(3, 1, 6, 320, 1, true));
}
