package io.vertebra.core.image;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.ImageTransform;

/**
 * An affine map from pixels of a photo to pixels of a crop, by their numbers: {@code x' = a x + b y + c, y' = d x + e y + f}. Pixel
 * numbers are those of pixel centres, as OpenCV counts.
 *
 * @param a of x for x'
 * @param b of y for x'
 * @param c shift of x'
 * @param d of x for y'
 * @param e of y for y'
 * @param f shift of y'
 */
record AffineMap(double a, double b, double c, double d, double e, double f) {
    /**
     * The smallest region of the crop's shape that holds the box enlarged about its middle: Xiao et al., Simple Baselines for Human
     * Pose Estimation and Tracking, 2018, lib/dataset/coco.py, _xywh2cs.
     */
    static AffineMap around(Box box, double margin, ImageSize crop) {
        double aspect = (double) crop.width() / crop.height();
        double width = Math.max(1, Math.max(box.width(), box.height() * aspect)) * margin;
        return centred((box.x1() + box.x2()) / 2.0, (box.y1() + box.y2()) / 2.0, width, 0, crop);
    }

    /**
     * The same paper's lib/utils/transforms.py, get_affine_transform: the middle comes to lie at half the crop's sides.
     *
     * @param x of the middle, in pixels of the photo
     * @param y of the middle
     * @param width in pixels of the photo that fill the crop's width
     * @param degrees by which the region is turned clockwise on the photo
     */
    static AffineMap centred(double x, double y, double width, double degrees, ImageSize crop) {
        double scale = crop.width() / width;
        double cos = degrees == 0 ? scale : scale * Math.cos(Math.toRadians(degrees));
        double sin = degrees == 0 ? 0 : scale * Math.sin(Math.toRadians(degrees));
        return new AffineMap(
                cos, sin, crop.width() * 0.5 - cos * x - sin * y, -sin, cos, crop.height() * 0.5 + sin * x - cos * y);
    }

    /** From the crop back to the photo. */
    AffineMap inverse() {
        double det = a * e - b * d;
        return new AffineMap(e / det, -b / det, (b * f - c * e) / det, -d / det, a / det, (c * d - a * f) / det);
    }

    /**
     * OpenCV 5's warpAffine with {@code INTER_LINEAR} and black outside: exact to one rounding to 8 bits.
     *
     * @return row by row: red, green, blue
     */
    byte[] cut(Photo photo, ImageSize crop) {
        AffineMap back = inverse();
        byte[] out = new byte[3 * crop.width() * crop.height()];
        int to = 0;
        for (int y = 0; y < crop.height(); y++) {
            for (int x = 0; x < crop.width(); x++, to += 3) {
                double fromX = back.a * x + back.b * y + back.c;
                double fromY = back.d * x + back.e * y + back.f;
                pixel(photo, fromX, fromY, out, to);
            }
        }
        return out;
    }

    private static void pixel(Photo photo, double x, double y, byte[] out, int to) {
        int width = photo.size().width();
        int height = photo.size().height();
        if (!(x > -1 && y > -1 && x < width && y < height)) {
            return;
        }
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double right = x - left;
        double lower = y - top;
        byte[] rgb = photo.pixels();
        for (int c = 0; c < 3; c++) {
            int at = 3 * (top * width + left) + c;
            double above = top < 0 ? 0 : between(rgb, at, left, width, right);
            double below = top + 1 >= height ? 0 : between(rgb, at + 3 * width, left, width, right);
            out[to + c] = (byte) Math.rint(above + (below - above) * lower);
        }
    }

    private static double between(byte[] rgb, int at, int left, int width, double share) {
        double first = left < 0 ? 0 : rgb[at] & 0xFF;
        double second = left + 1 >= width ? 0 : rgb[at + 3] & 0xFF;
        return first + (second - first) * share;
    }

    /** For maps that do not turn. */
    ImageTransform transform(ImageSize photo, ImageSize crop) {
        return new ImageTransform(a, e, c, f, photo, crop);
    }
}
