package io.vertebra.tck.check;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.ImageTransform;
import java.util.List;
import java.util.stream.Stream;

/** Ways in which an image can lie in a network's input, worked out here so that they do not come from what is checked. */
final class Frames {
    private static final ImageSize INPUT = new ImageSize(96, 64);
    /** Square, wide, high, larger than the input in one direction only, and tiny. */
    private static final List<ImageSize> ORIGINALS = List.of(
            new ImageSize(50, 50),
            new ImageSize(200, 40),
            new ImageSize(30, 150),
            new ImageSize(97, 33),
            new ImageSize(8, 6));

    private Frames() {}

    /** Each shape of an image, with bars around it and stretched. */
    static List<ImageTransform> all() {
        return ORIGINALS.stream()
                .flatMap(original -> Stream.of(letterbox(original), stretch(original)))
                .toList();
    }

    /** Three of different shape and size, with bars. */
    static List<ImageTransform> three() {
        return ORIGINALS.subList(0, 3).stream().map(Frames::letterbox).toList();
    }

    /** An image that is the input. */
    static ImageTransform same(int side) {
        ImageSize size = ImageSize.square(side);
        return new ImageTransform(1, 1, 0, 0, size, size);
    }

    private static ImageTransform letterbox(ImageSize original) {
        double scale = Math.min((double) INPUT.width() / original.width(), (double) INPUT.height() / original.height());
        double left = (INPUT.width() - original.width() * scale) / 2;
        double top = (INPUT.height() - original.height() * scale) / 2;
        return new ImageTransform(scale, scale, left, top, original, INPUT);
    }

    private static ImageTransform stretch(ImageSize original) {
        double scaleX = (double) INPUT.width() / original.width();
        double scaleY = (double) INPUT.height() / original.height();
        return new ImageTransform(scaleX, scaleY, 0, 0, original, INPUT);
    }
}
