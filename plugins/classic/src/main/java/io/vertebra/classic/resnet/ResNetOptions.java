package io.vertebra.classic.resnet;

import io.vertebra.api.nn.NormSpec;
import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;

/**
 * What a residual network is built from.
 *
 * @param depth 18, 34, 50, 101 or 152
 * @param inChannels channels of the image
 * @param outputStride step of the last level; 8 and 16 dilate the last stages instead of striding, for bottleneck depths
 * @param strideIn which convolution of a stage's first bottleneck strides
 * @param normEpsilon added to the variances; torchvision runs its first published detectors with 0
 */
public record ResNetOptions(
        @Doc("Number of weighted layers: 18, 34, 50, 101 or 152") @Range(min = 18, max = 152)
        int depth,

        @Doc("Channels of the image") @Range(min = 1, max = 4096)
        int inChannels,

        @Doc("Step of the last level: 32, or 16 or 8 with dilated stages") @Range(min = 8, max = 32)
        int outputStride,

        @Doc("Which convolution of a bottleneck strides") StrideIn strideIn,

        @Doc("Number added to the variances of the norms") @Range(min = 0, max = 1)
        float normEpsilon) {

    /** Where a stage's first bottleneck strides. */
    public enum StrideIn {
        /** The 3x3 convolution: torchvision, timm; known as v1.5. */
        CONV3X3,
        /** The first 1x1 convolution, as in the paper. */
        CONV1X1
    }

    public ResNetOptions {
        if (Depth.of(depth).isEmpty()) {
            throw new IllegalArgumentException("depth is one of 18, 34, 50, 101, 152, not " + depth);
        }
        if (outputStride != 8 && outputStride != 16 && outputStride != 32) {
            throw new IllegalArgumentException("output-stride is one of 8, 16, 32, not " + outputStride);
        }
        if (depth < 50 && outputStride != 32) {
            throw new IllegalArgumentException("output-stride " + outputStride
                    + " needs bottlenecks, which depth 50, 101 and 152 have, not " + depth);
        }
        if (depth < 50 && strideIn != StrideIn.CONV3X3) {
            throw new IllegalArgumentException(
                    "stride-in conv1x1 needs bottlenecks, which depth 50, 101 and 152 have, not " + depth);
        }
    }

    static ResNetOptions depth(int depth) {
        return new ResNetOptions(depth, 3, 32, StrideIn.CONV3X3, NormSpec.DEFAULT.epsilon());
    }

    NormSpec norm() {
        return new NormSpec(normEpsilon, NormSpec.DEFAULT.momentum());
    }

    Depth table() {
        return Depth.of(depth).orElseThrow();
    }

    /** Channels inside the blocks of stage 1 to 4; figure 5 of the paper. */
    int width(int stage) {
        return 64 << (stage - 1);
    }

    /** Channels that leave stage 1 to 4. */
    int channels(int stage) {
        return width(stage) * table().expansion();
    }

    /** Step of the level that leaves stage 1 to 4, in input pixels. */
    int stride(int stage) {
        return Math.min(4 << (stage - 1), outputStride);
    }

    /** Whether the first block of the stage halves the map. */
    boolean strided(int stage) {
        return stage > 1 && stride(stage) > stride(stage - 1);
    }

    /**
     * Distance of the taps of the 3x3 convolutions in stage 1 to 4, from the second block on: what the stage and those before
     * it would have strided.
     */
    int dilation(int stage) {
        return (4 << (stage - 1)) / stride(stage);
    }
}
