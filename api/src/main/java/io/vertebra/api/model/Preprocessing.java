package io.vertebra.api.model;

import io.vertebra.api.geometry.ImageSize;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How an image becomes a network's input. Recorded with weights, because a model answers well only for the images that it was
 * trained on.
 *
 * @param size of the input; for fits whose inputs have the image's shape, the limits that {@link Fit} states
 * @param fit how an image of another shape is brought to that size
 * @param details numbers of the fit; those that it does not take have the values of {@link Details#NONE}
 * @param kernel the resize's exact semantics
 * @param channels order of the colours
 * @param mean subtracted, for each channel, on values in [0, 1]
 * @param std divided by, for each channel, on values in [0, 1]
 */
public record Preprocessing(
        ImageSize size, Fit fit, Details details, Kernel kernel, Channels channels, List<Float> mean, List<Float> std) {

    /** The kernels that can follow {@link Fit#AFFINE_CROP}. */
    public static final Set<Kernel> AFFINE = Set.of(Kernel.OPENCV_LINEAR);

    /** How an image of another shape is brought to the input size. */
    public enum Fit {
        /** Each side on its own; the shape changes. */
        STRETCH,
        /** The shorter side to {@code to}, the longer one in proportion, cut off to whole pixels; then the centre is cut out. */
        SHORTER_SIDE_CROP("to"),
        /** Black is added at the right or the bottom until the image is square, then it is resized. */
        PAD_END,
        /**
         * As large as fits, in the middle, with {@code fill} around it: YOLOv5's letterbox. With {@code multiple-of} above 1 only
         * as much is added as makes the sides multiples of it, so the input has the shape of the image and {@code size} is the
         * most that it has. Without {@code enlarge} small images keep their size.
         */
        LETTERBOX("fill", "multiple-of", "enlarge"),
        /**
         * The shorter side to the shorter one of {@code size}, unless the longer side would then exceed the longer one of
         * {@code size}: torchvision's and mmdetection's detectors. Nothing is cut out. Zeros behind the normalisation are added at
         * the right and the bottom until the sides are multiples of {@code multiple-of}.
         */
        SHORTER_SIDE("multiple-of"),
        /** The centre is cut out, without a resize; black is added around images that are smaller. */
        CENTER_CROP,
        /**
         * The smallest region of the input's shape around the middle of a box, {@code margin} times as large, with black where it
         * leaves the image: people for pose networks, as Simple Baselines cuts them out. The box is the image unless one is given.
         */
        AFFINE_CROP("margin");

        private final List<String> keys;

        Fit(String... keys) {
            this.keys = List.of(keys);
        }

        /** The details that the fit takes, by the names that they have in a recipe. */
        public List<String> keys() {
            return keys;
        }
    }

    /**
     * Numbers of a fit.
     *
     * @param to length in pixels of the shorter side before the crop
     * @param multipleOf what the sides of the input are multiples of, 1 for any
     * @param fill level of all channels in [0, 255] around the image
     * @param enlarge whether images smaller than the input are made larger
     * @param margin how much larger than the box the region is that is cut out, above 0
     */
    public record Details(int to, int multipleOf, int fill, boolean enlarge, float margin) {
        /** For fits without numbers. */
        public static final Details NONE = new Details(0, 1, 0, true, 1);
        /** Grey around the image, which fills the input: YOLOv5. */
        public static final Details LETTERBOX = new Details(0, 1, 114, true, 1);
        /** Multiples of 32: torchvision's and mmdetection's detectors. */
        public static final Details BATCHED = new Details(0, 32, 0, true, 1);
        /** A quarter larger than the box: Simple Baselines. */
        public static final Details PERSON = new Details(0, 1, 0, true, 1.25f);

        public Details {
            if (to < 0 || multipleOf < 1 || fill < 0 || fill > 255 || !(margin > 0) || !Float.isFinite(margin)) {
                throw new IllegalArgumentException("no details of a fit: to " + to + ", multiple of " + multipleOf
                        + ", fill " + fill + ", margin " + margin);
            }
        }

        /** A shorter side of this length before the crop. */
        public static Details to(int side) {
            return new Details(side, 1, 0, true, 1);
        }

        /** What the fit's publication has; {@link Fit#SHORTER_SIDE_CROP} has nothing usual. */
        public static Details usual(Fit fit) {
            return switch (fit) {
                case LETTERBOX -> LETTERBOX;
                case SHORTER_SIDE -> BATCHED;
                case AFFINE_CROP -> PERSON;
                case STRETCH, SHORTER_SIDE_CROP, PAD_END, CENTER_CROP -> NONE;
            };
        }

        /** Only the details that the fit takes. */
        Details of(Fit fit) {
            List<String> keys = fit.keys();
            return new Details(
                    keys.contains("to") ? to : NONE.to,
                    keys.contains("multiple-of") ? multipleOf : NONE.multipleOf,
                    keys.contains("fill") ? fill : NONE.fill,
                    keys.contains("enlarge") ? enlarge : NONE.enlarge,
                    keys.contains("margin") ? margin : NONE.margin);
        }
    }

    /**
     * Which library's resize is reproduced. {@code PIL} is Pillow 13 on 8-bit images, {@code OPENCV} is OpenCV 5 on 8-bit images,
     * {@code TORCHVISION} is torchvision 0.24 on float tensors, {@code TORCHVISION_UINT8} on tensors of 8 bits. Antialiased kernels
     * are as wide as the reduction; the others look at the nearest pixels only.
     */
    public enum Kernel {
        /** The pixel in which the centre lies. */
        PIL_NEAREST,
        /** Antialiased average; rounded to 8 bits after each pass, as all that follow of Pillow. */
        PIL_BOX,
        /** Antialiased triangle. */
        PIL_BILINEAR,
        /** Antialiased Hamming window, as narrow as the triangle and sharper. */
        PIL_HAMMING,
        /** Antialiased cubic of Keys, a = -1/2. */
        PIL_BICUBIC,
        /** Antialiased Lanczos window of three lobes. */
        PIL_LANCZOS,
        /** The pixel in which the upper left corner lies. */
        OPENCV_NEAREST,
        /** Not antialiased, in fixed point of 11 bits; exact halves are averages of four pixels. */
        OPENCV_LINEAR,
        /** Not antialiased cubic of Keys, a = -3/4, rounded once. */
        OPENCV_CUBIC,
        /** Averages of what an output pixel covers; where a side grows, linear between neighbours. */
        OPENCV_AREA,
        /** Antialiased triangle. */
        TORCHVISION_BILINEAR,
        /** Antialiased cubic of Keys, a = -1/2; levels may leave 0 to 255. */
        TORCHVISION_BICUBIC,
        /** Between the two nearest pixel centres. */
        TORCHVISION_BILINEAR_NO_ANTIALIAS,
        /** Cubic of Keys, a = -3/4, between the four nearest pixel centres; levels may leave 0 to 255. */
        TORCHVISION_BICUBIC_NO_ANTIALIAS,
        /** Antialiased triangle, in fixed point of 16 bits, rounded to 8 bits after each pass. */
        TORCHVISION_UINT8_BILINEAR,
        /** Antialiased cubic of Keys, a = -1/2, in fixed point of 16 bits, rounded to 8 bits after each pass. */
        TORCHVISION_UINT8_BICUBIC,
        /** TensorFlow's resize-bilinear without align-corners and half-pixel centres: two neighbours, no antialias. */
        TENSORFLOW_ASYMMETRIC
    }

    /** Order of the colour channels. */
    public enum Channels {
        /** Red first. */
        RGB,
        /** Blue first. */
        BGR
    }

    public Preprocessing {
        details = details.of(fit);
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        if (mean.size() != 3 || std.size() != 3 || std.stream().anyMatch(s -> !(s > 0))) {
            throw new IllegalArgumentException(
                    "three means and three positive deviations, not " + mean + " and " + std);
        }
        if (fit == Fit.SHORTER_SIDE_CROP && details.to < Math.max(size.width(), size.height())) {
            throw new IllegalArgumentException(
                    "a side of " + details.to + " is too short to cut " + size + " out of it");
        }
        if (fit == Fit.LETTERBOX && (size.width() % details.multipleOf | size.height() % details.multipleOf) != 0) {
            throw new IllegalArgumentException("the sides of " + size + " are no multiples of " + details.multipleOf);
        }
        if (fit == Fit.AFFINE_CROP && !AFFINE.contains(kernel)) {
            throw new IllegalArgumentException("an affine crop with one of " + AFFINE + ", not " + kernel);
        }
    }

    /**
     * For fits with one number or none.
     *
     * @param resizeTo for {@link Fit#SHORTER_SIDE_CROP} the length of the shorter side before the crop, otherwise unused
     */
    public Preprocessing(
            ImageSize size,
            Fit fit,
            int resizeTo,
            Kernel kernel,
            Channels channels,
            List<Float> mean,
            List<Float> std) {
        this(
                size,
                fit,
                fit == Fit.SHORTER_SIDE_CROP ? Details.to(resizeTo) : Details.usual(fit),
                kernel,
                channels,
                mean,
                std);
    }

    /** Whether the input's size follows the image. */
    public boolean followsImage() {
        return fit == Fit.SHORTER_SIDE || fit == Fit.LETTERBOX && details.multipleOf > 1;
    }

    /** The input's size; where it follows the image, that of the largest input. */
    public ImageSize input() {
        return fit == Fit.SHORTER_SIDE ? new ImageSize(up(size.width()), up(size.height())) : size;
    }

    private int up(int side) {
        return (side + details.multipleOf - 1) / details.multipleOf * details.multipleOf;
    }

    /** The details that the fit takes, by the names that they have in a recipe, in the order of {@link Fit#keys()}. */
    public Map<String, Object> stated() {
        Map<String, Object> all = Map.of(
                "to", details.to,
                "multiple-of", details.multipleOf,
                "fill", details.fill,
                "enlarge", details.enlarge,
                "margin", details.margin);
        Map<String, Object> stated = new LinkedHashMap<>();
        fit.keys().forEach(key -> stated.put(key, all.get(key)));
        return stated;
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
