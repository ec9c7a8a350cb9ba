package io.vertebra.api.model;

import io.vertebra.api.geometry.ImageSize;
import java.util.List;

/**
 * How an image becomes a network's input. Recorded with weights, because a model answers well only for the images that it was
 * trained on.
 *
 * @param size of the input
 * @param fit how an image of another shape is brought to that size
 * @param resizeTo for {@link Fit#SHORTER_SIDE_CROP} the length of the shorter side before the crop, otherwise unused
 * @param kernel the resize's exact semantics
 * @param channels order of the colours
 * @param mean subtracted, for each channel, on values in [0, 1]
 * @param std divided by, for each channel, on values in [0, 1]
 */
public record Preprocessing(
        ImageSize size, Fit fit, int resizeTo, Kernel kernel, Channels channels, List<Float> mean, List<Float> std) {

    /** How an image of another shape is brought to the input size. */
    public enum Fit {
        /** Each side on its own; the shape changes. */
        STRETCH,
        /** The shorter side to {@code resizeTo}, then the centre is cut out. */
        SHORTER_SIDE_CROP,
        /** Black is added at the right or the bottom until the image is square, then it is resized. */
        PAD_END
    }

    /** Which library's resize is reproduced. */
    public enum Kernel {
        /** torchvision on float tensors with antialias: a triangle as wide as the reduction. */
        TORCHVISION_BILINEAR,
        /** TensorFlow's resize-bilinear without align-corners and half-pixel centres: two neighbours, no antialias. */
        TENSORFLOW_ASYMMETRIC,
        /**
         * Pillow 13's {@code BILINEAR} on 8-bit images: a triangle as wide as the reduction, across and down one after the
         * other, each rounded to 8 bits.
         */
        PIL_BILINEAR,
        /** Pillow 13's {@code BICUBIC} on 8-bit images: the same with Keys' cubic, a = -1/2. */
        PIL_BICUBIC
    }

    /** Order of the colour channels. */
    public enum Channels {
        /** Red first. */
        RGB,
        /** Blue first. */
        BGR
    }

    public Preprocessing {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.size() != 3 || std.size() != 3 || std.stream().anyMatch(s -> !(s > 0))) {
            throw new IllegalArgumentException(
                    "three means and three positive deviations, not " + mean + " and " + std);
        }
        if (fit == Fit.SHORTER_SIDE_CROP && resizeTo < Math.max(size.width(), size.height())) {
            throw new IllegalArgumentException("a side of " + resizeTo + " is too short to cut " + size + " out of it");
        }
    }

    /** What ImageNet classifiers of torchvision expect: 256, centre 224, ImageNet mean and deviation. */
    public static Preprocessing imagenet() {
        return new Preprocessing(
                ImageSize.square(224),
                Fit.SHORTER_SIDE_CROP,
                256,
                Kernel.TORCHVISION_BILINEAR,
                Channels.RGB,
                List.of(0.485f, 0.456f, 0.406f),
                List.of(0.229f, 0.224f, 0.225f));
    }
}
