package io.vertebra.lightweight.mobilenetv1;

import io.vertebra.api.nn.Activation;
import io.vertebra.api.nn.ConvSpec;
import io.vertebra.api.nn.NormSpec;
import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;

/**
 * What a MobileNetV1 is built from.
 *
 * @param width factor on all channel counts; the paper has 1, 0.75, 0.5 and 0.25
 * @param inChannels channels of the image
 * @param activation behind every norm
 * @param padding of the 3x3 convolutions
 * @param normEpsilon added to the variances
 */
public record MobileNetV1Options(
        @Doc("Factor on all channel counts: 1, 0.75, 0.5, 0.25 or another") @Range(min = 0.05, max = 4)
        double width,

        @Doc("Channels of the image") @Range(min = 1, max = 4096)
        int inChannels,

        @Doc("The non-linearity behind every norm") Rectifier activation,
        @Doc("How the 3x3 convolutions are padded") Padding padding,

        @Doc("Number added to the variances of the norms") @Range(min = 1e-8, max = 1)
        float normEpsilon) {

    /** The non-linearities that published weights were trained with; their parameter counts do not tell them apart. */
    public enum Rectifier {
        /** The paper's, and pytorchcv's. */
        RELU(Activation.RELU),
        /** timm's and TensorFlow's. */
        RELU6(Activation.RELU6);

        private final Activation layer;

        Rectifier(Activation layer) {
            this.layer = layer;
        }

        Activation layer() {
            return layer;
        }
    }

    /** How the 3x3 convolutions are padded. */
    public enum Padding {
        /** One pixel on each side: PyTorch. */
        SYMMETRIC,
        /** TensorFlow's {@code SAME}: with stride 2 an even side is padded at its end only. */
        TENSORFLOW_SAME
    }

    static MobileNetV1Options width(double width) {
        return new MobileNetV1Options(width, 3, Rectifier.RELU, Padding.SYMMETRIC, NormSpec.DEFAULT.epsilon());
    }

    /** So many channels after the width factor, rounded down and never under 8, as TensorFlow's original. */
    int channels(int paper) {
        return Math.max(8, (int) (paper * width));
    }

    NormSpec norm() {
        return new NormSpec(normEpsilon, NormSpec.DEFAULT.momentum());
    }

    /** A 3x3 convolution with this padding. */
    ConvSpec padded(ConvSpec spec) {
        ConvSpec spatial = spec.kernel(3);
        return padding == Padding.SYMMETRIC ? spatial.padding(1) : spatial.samePadding();
    }
}
