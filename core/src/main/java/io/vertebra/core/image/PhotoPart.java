package io.vertebra.core.image;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.ImageTransform;

/**
 * The pixels of a photo that a box touches.
 *
 * @param whole the photo
 * @param left first column
 * @param top first row
 * @param size of the part
 */
record PhotoPart(Photo whole, int left, int top, ImageSize size) {
    /**
     * The part inside the photo.
     *
     * @throws InputException when there is none
     */
    static PhotoPart of(Photo photo, Box region) {
        Box inside = region.clip(photo.size());
        if (!(inside.width() > 0) || !(inside.height() > 0)) {
            throw new InputException(Problem.of(ErrorCode.SAMPLE_MISMATCH, "the region shares pixels with the image")
                    .received(text(region) + " on " + photo.name() + ", " + photo.size())
                    .fix("left, top, right and bottom in pixels, such as "
                            + text(new Box(
                                    0, 0, photo.size().width(), photo.size().height()))));
        }
        int left = (int) Math.floor(inside.x1());
        int top = (int) Math.floor(inside.y1());
        int right = (int) Math.ceil(inside.x2());
        int bottom = (int) Math.ceil(inside.y2());
        return new PhotoPart(photo, left, top, new ImageSize(right - left, bottom - top));
    }

    private static String text(Box box) {
        return number(box.x1()) + "," + number(box.y1()) + "," + number(box.x2()) + "," + number(box.y2());
    }

    private static String number(float value) {
        return value == Math.rint(value) && Math.abs(value) < 1e6 ? String.valueOf((int) value) : String.valueOf(value);
    }

    /** A photo of its own, under the name of the whole. */
    Photo photo() {
        byte[] rgb = new byte[3 * size.width() * size.height()];
        int row = 3 * size.width();
        int stride = 3 * whole.size().width();
        for (int y = 0; y < size.height(); y++) {
            System.arraycopy(whole.pixels(), (top + y) * stride + 3 * left, rgb, y * row, row);
        }
        return new Photo(whole.name(), size, rgb);
    }

    /** The same way from the whole photo. */
    ImageTransform fromWhole(ImageTransform part) {
        return new ImageTransform(
                part.scaleX(),
                part.scaleY(),
                part.offsetX() - part.scaleX() * left,
                part.offsetY() - part.scaleY() * top,
                whole.size(),
                part.input());
    }
}
