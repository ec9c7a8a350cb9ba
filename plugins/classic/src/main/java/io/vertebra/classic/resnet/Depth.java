package io.vertebra.classic.resnet;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The columns of table 1 of the paper: blocks in each of the four stages. */
enum Depth {
    R18(18, false, 2, 2, 2, 2),
    R34(34, false, 3, 4, 6, 3),
    R50(50, true, 3, 4, 6, 3),
    R101(101, true, 3, 4, 23, 3),
    R152(152, true, 3, 8, 36, 3);

    private final int layers;
    private final boolean bottleneck;
    private final List<Integer> blocks;

    Depth(int layers, boolean bottleneck, Integer... blocks) {
        this.layers = layers;
        this.bottleneck = bottleneck;
        this.blocks = List.of(blocks);
    }

    static Optional<Depth> of(int layers) {
        return Arrays.stream(values()).filter(depth -> depth.layers == layers).findFirst();
    }

    boolean bottleneck() {
        return bottleneck;
    }

    /** Channels that leave a stage's blocks for each channel inside them. */
    int expansion() {
        return bottleneck ? 4 : 1;
    }

    /** Blocks in each stage, the finest first. */
    List<Integer> blocks() {
        return blocks;
    }
}
