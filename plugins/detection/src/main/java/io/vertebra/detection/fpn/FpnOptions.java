package io.vertebra.detection.fpn;

import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;
import java.util.List;

/**
 * What a feature pyramid is built from.
 *
 * @param levels of the backbone that go in, the finest first; c3 becomes p3
 * @param channels of every level that comes out
 * @param extra coarser levels behind the last one
 * @param extraFrom what the first extra convolution reads
 * @param reluBetween whether a ReLU stands between the extra convolutions
 */
public record FpnOptions(
        @Doc("Levels of the backbone that go in, the finest first; c3 becomes p3")
        List<String> levels,

        @Doc("Channels of every level that comes out") @Range(min = 1, max = 65536)
        int channels,

        @Doc("Coarser levels behind the last: one by max-pool, two by convolutions")
        Extra extra,

        @Doc("What the first extra convolution reads: the last level that goes in (c5), or comes out (p5)")
        ExtraFrom extraFrom,

        @Doc("Whether a ReLU stands between the extra convolutions")
        boolean reluBetween) {

    /** How coarser levels are made. */
    public enum Extra {
        /** None. */
        NONE,
        /** One: every second pixel of the last level, as Faster R-CNN's p6. */
        MAX_POOL,
        /** Two: 3x3 convolutions with stride 2, as RetinaNet's p6 and p7. */
        CONVOLUTIONS
    }

    /** What the first extra convolution reads. */
    public enum ExtraFrom {
        /** The last level of the backbone. */
        INPUT,
        /** The last level of the pyramid. */
        OUTPUT
    }

    private static final int LEAST_LEVELS = 2;

    public FpnOptions {
        levels = List.copyOf(levels);
        boolean named = levels.stream().allMatch(level -> level.matches("c[1-9]"));
        if (!named
                || levels.size() < LEAST_LEVELS
                || !levels.stream().sorted().distinct().toList().equals(levels)) {
            throw new IllegalArgumentException(
                    "levels names two or more stages of a backbone, the finest first, such as [c3, c4, c5], not "
                            + levels);
        }
    }

    static FpnOptions of(List<String> levels, int channels) {
        return new FpnOptions(levels, channels, Extra.NONE, ExtraFrom.OUTPUT, true);
    }

    /** The pyramid's name of a backbone's level. */
    static String pyramid(String level) {
        return "p" + level.substring(1);
    }

    /** The names of the extra levels. */
    List<String> extras() {
        int last = Integer.parseInt(levels.get(levels.size() - 1).substring(1));
        return switch (extra) {
            case NONE -> List.of();
            case MAX_POOL -> List.of("p" + (last + 1));
            case CONVOLUTIONS -> List.of("p" + (last + 1), "p" + (last + 2));
        };
    }
}
