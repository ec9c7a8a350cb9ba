package io.vertebra.classic.efficientnet;

import io.vertebra.api.nn.ConvSpec;
import io.vertebra.api.nn.NormSpec;
import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;

/**
 * What an EfficientNet is built from.
 *
 * @param width factor on the channel counts: 1 for b0, 2 for b7
 * @param depth factor on the numbers of blocks: 1 for b0, 3.1 for b7
 * @param inChannels channels of the image
 * @param scaleEnds whether the factors hold for the stem, the head and the number of blocks in the first and last stage too
 * @param squeeze whether the blocks have squeeze-and-excitation
 * @param activation behind every norm but a block's last
 * @param padding of the convolutions larger than 1x1
 * @param normEpsilon added to the variances
 */
public record EfficientNetOptions(
        @Doc("Factor on the channel counts: 1 for b0 to 2 for b7") @Range(min = 0.1, max = 8)
        double width,

        @Doc("Factor on the numbers of blocks: 1 for b0 to 3.1 for b7") @Range(min = 0.1, max = 8)
        double depth,

        @Doc("Channels of the image") @Range(min = 1, max = 4096)
        int inChannels,

        @Doc("Whether the factors hold for the stem, the head and the blocks of the first and last stage; not in lite")
        boolean scaleEnds,

        @Doc("Whether the blocks have squeeze-and-excitation; not in lite")
        boolean squeeze,

        @Doc("The non-linearity behind the norms") Rectifier activation,

        @Doc("How the convolutions larger than 1x1 are padded")
        Padding padding,

        @Doc("Number added to the variances of the norms") @Range(min = 1e-8, max = 1)
        float normEpsilon) {
    private static final int DIVISOR = 8;

    /** How the convolutions larger than 1x1 are padded. */
    public enum Padding {
        /** The same on all sides: torchvision. */
        SYMMETRIC,
        /** TensorFlow's {@code SAME}: with stride 2 an even side gets more at its end. */
        TENSORFLOW_SAME
    }

    /** The networks of the paper, as torchvision has them. */
    static EfficientNetOptions paper(double width, double depth) {
        return new EfficientNetOptions(
                width, depth, 3, true, true, Rectifier.SILU, Padding.SYMMETRIC, NormSpec.DEFAULT.epsilon());
    }

    /** The networks for devices without SiLU and squeeze-and-excitation, as TensorFlow's EfficientNet-lite has them. */
    static EfficientNetOptions lite(double width, double depth) {
        return new EfficientNetOptions(width, depth, 3, false, false, Rectifier.RELU6, Padding.TENSORFLOW_SAME, 1e-3f);
    }

    /** Channels behind the stem. */
    int stemChannels() {
        return scaleEnds ? scaled(Stage.STEM_CHANNELS) : Stage.STEM_CHANNELS;
    }

    /** Channels between the last stage and the classifier. */
    int headChannels() {
        return scaleEnds ? scaled(Stage.HEAD_CHANNELS) : Stage.HEAD_CHANNELS;
    }

    /** Channels behind stage 0 to 6. */
    int channels(int stage) {
        return scaled(Stage.TABLE.get(stage).channels());
    }

    /** Blocks in stage 0 to 6, rounded up. */
    int blocks(int stage) {
        int paper = Stage.TABLE.get(stage).blocks();
        boolean end = stage == 0 || stage == Stage.TABLE.size() - 1;
        return end && !scaleEnds ? paper : (int) Math.ceil(paper * depth);
    }

    /** Rounded to the nearest multiple of 8, and up where that would take away more than a tenth. */
    private int scaled(int paper) {
        double exact = paper * width;
        int rounded = Math.max(DIVISOR, (int) (exact + DIVISOR / 2.0) / DIVISOR * DIVISOR);
        return rounded < 0.9 * exact ? rounded + DIVISOR : rounded;
    }

    NormSpec norm() {
        return new NormSpec(normEpsilon, NormSpec.DEFAULT.momentum());
    }

    /** A convolution with this kernel and padding. */
    ConvSpec padded(ConvSpec spec, int kernel) {
        ConvSpec spatial = spec.kernel(kernel);
        return padding == Padding.SYMMETRIC ? spatial.padding(kernel / 2) : spatial.samePadding();
    }
}
