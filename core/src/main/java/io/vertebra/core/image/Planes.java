package io.vertebra.core.image;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Preprocessing.Channels;
import java.util.Arrays;
import java.util.List;

/**
 * The network's input while it is written: planes of the colours, normalised by one multiplication and one addition. What nobody
 * writes is 0.
 */
final class Planes {
    private final float[] values;
    private final int width;
    private final int plane;
    private final int first;
    private final int red;
    private final int blue;
    private final float scaleRed;
    private final float scaleGreen;
    private final float scaleBlue;
    private final float shiftRed;
    private final float shiftGreen;
    private final float shiftBlue;

    /**
     * Empty planes.
     *
     * @param x column of the input in which rows begin
     * @param y row of the input that is row 0
     */
    Planes(Preprocessing preprocessing, ImageSize input, int x, int y) {
        List<Float> mean = preprocessing.mean();
        List<Float> std = preprocessing.std();
        width = input.width();
        plane = Math.multiplyExact(width, input.height());
        values = new float[Math.multiplyExact(3, plane)];
        first = y * width + x;
        red = preprocessing.channels() == Channels.RGB ? 0 : 2;
        blue = 2 - red;
        scaleRed = scale(std.get(red));
        scaleGreen = scale(std.get(1));
        scaleBlue = scale(std.get(blue));
        shiftRed = shift(mean.get(red), std.get(red));
        shiftGreen = shift(mean.get(1), std.get(1));
        shiftBlue = shift(mean.get(blue), std.get(blue));
    }

    /** Where a row begins, for {@link #put}. */
    int row(int y) {
        return first + y * width;
    }

    /** One pixel, from levels of 0 to 255. */
    void put(int index, float r, float g, float b) {
        values[red * plane + index] = r * scaleRed + shiftRed;
        values[plane + index] = g * scaleGreen + shiftGreen;
        values[blue * plane + index] = b * scaleBlue + shiftBlue;
    }

    /** All pixels of all planes. */
    void fill(int level) {
        Arrays.fill(values, red * plane, (red + 1) * plane, level * scaleRed + shiftRed);
        Arrays.fill(values, plane, 2 * plane, level * scaleGreen + shiftGreen);
        Arrays.fill(values, blue * plane, (blue + 1) * plane, level * scaleBlue + shiftBlue);
    }

    /**
     * Whole rows.
     *
     * @param rgb row by row: red, green, blue
     * @param length of a row in pixels
     */
    void spread(byte[] rgb, int length) {
        int from = 0;
        for (int y = 0; from < rgb.length; y++) {
            int begin = row(y);
            for (int i = begin; i < begin + length; i++, from += 3) {
                put(i, rgb[from] & 0xFF, rgb[from + 1] & 0xFF, rgb[from + 2] & 0xFF);
            }
        }
    }

    float[] values() {
        return values;
    }

    private static float scale(double std) {
        return (float) (1 / (255 * std));
    }

    private static float shift(double mean, double std) {
        // Without a mean, black is 0 and not -0.
        return mean == 0 ? 0 : (float) (-mean / std);
    }
}
