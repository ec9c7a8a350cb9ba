package io.vertebra.api.model;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Point;

/**
 * How the network's input came from the original image: {@code input = original * scale + offset} on each axis.
 *
 * @param scaleX above 0
 * @param scaleY above 0
 * @param offsetX in input pixels
 * @param offsetY in input pixels
 * @param original size of the original image
 * @param input size of the network's input
 */
public record ImageTransform(
        double scaleX, double scaleY, double offsetX, double offsetY, ImageSize original, ImageSize input) {

    /** The point on the original image; it may lie outside. */
    public Point toOriginal(Point point) {
        return new Point((float) ((point.x() - offsetX) / scaleX), (float) ((point.y() - offsetY) / scaleY));
    }

    /** The box on the original image, clipped to it. */
    public Box toOriginal(Box box) {
        return new Box(
                        (float) ((box.x1() - offsetX) / scaleX),
                        (float) ((box.y1() - offsetY) / scaleY),
                        (float) ((box.x2() - offsetX) / scaleX),
                        (float) ((box.y2() - offsetY) / scaleY))
                .clip(original);
    }

    /** The point of the input at which a point of the original image lies; it may lie outside. */
    public Point toInput(Point point) {
        return new Point((float) (point.x() * scaleX + offsetX), (float) (point.y() * scaleY + offsetY));
    }

    /** The part of the input that shows the image: the rest is padding. */
    public Box shown() {
        return new Box((float) offsetX, (float) offsetY, (float) (original.width() * scaleX + offsetX), (float)
                        (original.height() * scaleY + offsetY))
                .clip(input);
    }

    /**
     * The part of the input, from its upper left corner, behind which there is only padding. Where padding lies before the image,
     * too, {@link #shown()} tells.
     */
    public ImageSize valid() {
        return new ImageSize(
                valid(original.width() * scaleX + offsetX, input.width()),
                valid(original.height() * scaleY + offsetY, input.height()));
    }

    private static int valid(double end, int limit) {
        return (int) Math.max(1, Math.min(limit, Math.ceil(end - 1e-6)));
    }
}
