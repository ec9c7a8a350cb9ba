package io.vertebra.core.image;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Preprocessing;

/**
 * Where an image comes to lie in the network's input.
 *
 * @param padded size of the image with the padding at its end
 * @param resized size after the resize, of which the input is a window
 * @param left of the window
 * @param top of the window
 */
record Placement(ImageSize padded, ImageSize resized, int left, int top) {
    static Placement of(ImageSize image, Preprocessing preprocessing) {
        ImageSize input = preprocessing.size();
        return switch (preprocessing.fit()) {
            case STRETCH -> new Placement(image, input, 0, 0);
            case PAD_END -> new Placement(ImageSize.square(Math.max(image.width(), image.height())), input, 0, 0);
            case SHORTER_SIDE_CROP -> crop(image, preprocessing.resizeTo(), input);
        };
    }

    private static Placement crop(ImageSize image, int side, ImageSize input) {
        boolean upright = image.width() <= image.height();
        ImageSize resized = upright
                ? new ImageSize(side, longer(side, image.height(), image.width()))
                : new ImageSize(longer(side, image.width(), image.height()), side);
        return new Placement(
                image, resized, middle(resized.width() - input.width()), middle(resized.height() - input.height()));
    }

    /** torchvision: truncated, not rounded. */
    private static int longer(int side, int longSide, int shortSide) {
        return (int) ((double) side * longSide / shortSide);
    }

    /** torchvision's center_crop goes through Python's round: a half goes to the even neighbour. */
    private static int middle(int rest) {
        return (int) Math.rint(rest / 2.0);
    }

    /** The columns that the input shows. */
    Span across(ImageSize image, ImageSize input) {
        return new Span(padded.width(), image.width(), resized.width(), left, input.width());
    }

    /** The rows that the input shows. */
    Span down(ImageSize image, ImageSize input) {
        return new Span(padded.height(), image.height(), resized.height(), top, input.height());
    }

    ImageTransform transform(ImageSize image, ImageSize input) {
        return new ImageTransform(
                resized.width() / (double) padded.width(),
                resized.height() / (double) padded.height(),
                -left,
                -top,
                image,
                input);
    }
}
