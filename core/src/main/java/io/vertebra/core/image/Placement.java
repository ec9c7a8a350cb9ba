package io.vertebra.core.image;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Preprocessing;

/**
 * Where an image comes to lie in the network's input.
 *
 * @param image its size
 * @param padded size of the image with black at its end, which is resized with it
 * @param resized size after the resize
 * @param left column of the resized image at the input's left edge; below 0 where there is padding before the image
 * @param top row of the resized image at the input's upper edge, likewise
 * @param input size of the network's input
 */
record Placement(ImageSize image, ImageSize padded, ImageSize resized, int left, int top, ImageSize input) {
    /** For all fits but the affine crop. */
    static Placement of(ImageSize image, Preprocessing preprocessing) {
        ImageSize size = preprocessing.size();
        return switch (preprocessing.fit()) {
            case STRETCH -> new Placement(image, image, size, 0, 0, size);
            case PAD_END -> {
                ImageSize square = ImageSize.square(Math.max(image.width(), image.height()));
                yield new Placement(image, square, size, 0, 0, size);
            }
            case SHORTER_SIDE_CROP ->
                centre(image, shorterSide(image, preprocessing.details().to()), size);
            case CENTER_CROP -> centre(image, image, size);
            case SHORTER_SIDE -> limited(image, preprocessing);
            case LETTERBOX -> letterbox(image, size, preprocessing.details());
            case AFFINE_CROP -> throw new IllegalArgumentException("an affine crop is no resize");
        };
    }

    /** torchvision's Resize: the longer side is truncated, not rounded. */
    private static ImageSize shorterSide(ImageSize image, int side) {
        return image.width() <= image.height()
                ? new ImageSize(side, longer(side, image.height(), image.width()))
                : new ImageSize(longer(side, image.width(), image.height()), side);
    }

    private static int longer(int side, int longSide, int shortSide) {
        return (int) ((double) side * longSide / shortSide);
    }

    private static Placement centre(ImageSize image, ImageSize resized, ImageSize input) {
        int left = middle(resized.width() - input.width());
        int top = middle(resized.height() - input.height());
        return new Placement(image, image, resized, left, top, input);
    }

    /**
     * torchvision's CenterCrop goes through Python's round, so a half goes to the even neighbour; where it pads, the odd pixel is
     * behind the image.
     */
    private static int middle(int rest) {
        return rest >= 0 ? (int) Math.rint(rest / 2.0) : -(-rest / 2);
    }

    /**
     * torchvision's GeneralizedRCNNTransform, whose interpolation cuts off fractions of pixels; mmcv's imrescale, which comes with
     * OpenCV's kernels, rounds them.
     */
    private static Placement limited(ImageSize image, Preprocessing preprocessing) {
        ImageSize size = preprocessing.size();
        int shorter = Math.min(image.width(), image.height());
        int longer = Math.max(image.width(), image.height());
        double scale = Math.min(
                (double) Math.min(size.width(), size.height()) / shorter,
                (double) Math.max(size.width(), size.height()) / longer);
        double half = preprocessing.kernel().name().startsWith("OPENCV") ? 0.5 : 0;
        ImageSize resized = new ImageSize(
                Math.max(1, (int) (image.width() * scale + half)), Math.max(1, (int) (image.height() * scale + half)));
        int multiple = preprocessing.details().multipleOf();
        ImageSize input = new ImageSize(up(resized.width(), multiple), up(resized.height(), multiple));
        return new Placement(image, image, resized, 0, 0, input);
    }

    private static int up(int side, int multiple) {
        return (side + multiple - 1) / multiple * multiple;
    }

    /** YOLOv5, utils/augmentations.py, letterbox. */
    private static Placement letterbox(ImageSize image, ImageSize size, Preprocessing.Details details) {
        double ratio = Math.min((double) size.height() / image.height(), (double) size.width() / image.width());
        double scale = details.enlarge() ? ratio : Math.min(ratio, 1);
        int width = (int) Math.max(1, Math.rint(image.width() * scale));
        int height = (int) Math.max(1, Math.rint(image.height() * scale));
        int across = padding(size.width() - width, details);
        int down = padding(size.height() - height, details);
        ImageSize input = new ImageSize(width + across, height + down);
        return new Placement(image, image, new ImageSize(width, height), -before(across), -before(down), input);
    }

    private static int padding(int rest, Preprocessing.Details details) {
        return details.multipleOf() > 1 ? rest % details.multipleOf() : rest;
    }

    /** The odd pixel is behind the image. */
    private static int before(int padding) {
        return padding / 2;
    }

    /** The columns of the resized image that the input shows. */
    Span across() {
        return window(padded.width(), image.width(), resized.width(), left, input.width());
    }

    /** The rows of the resized image that the input shows. */
    Span down() {
        return window(padded.height(), image.height(), resized.height(), top, input.height());
    }

    private static Span window(int in, int valid, int out, int first, int length) {
        int from = Math.max(0, first);
        return new Span(in, valid, out, from, Math.min(out, first + length) - from);
    }

    /** The input's column in which the shown columns begin. */
    int x() {
        return Math.max(0, -left);
    }

    /** The input's row in which the shown rows begin. */
    int y() {
        return Math.max(0, -top);
    }

    /** The photo with its padding, for kernels that know nothing of padding. */
    Photo padded(Photo photo) {
        if (padded.equals(image)) {
            return photo;
        }
        byte[] rgb = new byte[3 * Math.multiplyExact(padded.width(), padded.height())];
        int row = 3 * image.width();
        for (int y = 0; y < image.height(); y++) {
            System.arraycopy(photo.pixels(), y * row, rgb, 3 * y * padded.width(), row);
        }
        return new Photo(photo.name(), padded, rgb);
    }

    /** Whether the input shows nothing but the image. */
    boolean isFilled() {
        return across().length() == input.width() && down().length() == input.height();
    }

    ImageTransform transform() {
        return new ImageTransform(
                resized.width() / (double) padded.width(),
                resized.height() / (double) padded.height(),
                -left,
                -top,
                image,
                input);
    }
}
