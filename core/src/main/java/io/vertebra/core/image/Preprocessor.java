package io.vertebra.core.image;

import io.vertebra.api.error.InputException;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Preprocessing.Channels;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/** Brings photos to the size, order and range that a network was trained with. Stateless, safe to share between threads. */
public final class Preprocessor {
    /**
     * Resizes, cuts or pads, and normalises to {@code (value / 255 - mean) / std}, in float without rounding in between; only
     * the {@code PIL} kernels round to 8 bits before the normalisation, as their models learned it.
     *
     * <p>The transform maps edges to edges: the photo's right edge is the right edge of its picture in the input. It leaves out
     * the shift of up to half an input pixel that {@code TENSORFLOW_ASYMMETRIC} has against that, because the reference
     * implementations leave it out and their models learned it.
     *
     * @param photo of any size
     * @param preprocessing what the weights ask for; mean and std are given in the order of its channels
     */
    public Prepared prepare(Photo photo, Preprocessing preprocessing) {
        ImageSize image = photo.size();
        ImageSize input = preprocessing.size();
        Placement place = Placement.of(image, preprocessing);
        Span across = place.across(image, input);
        Span down = place.down(image, input);
        Normalize normalize = new Normalize(preprocessing);
        float[] planes = new float[3 * input.width() * input.height()];
        switch (preprocessing.kernel()) {
            case TORCHVISION_BILINEAR ->
                resize(
                        photo,
                        Axis.antialiased(Filter.TRIANGLE, across),
                        Axis.antialiased(Filter.TRIANGLE, down),
                        normalize,
                        planes);
            case TENSORFLOW_ASYMMETRIC ->
                resize(photo, Axis.asymmetric(across), Axis.asymmetric(down), normalize, planes);
            case PIL_BILINEAR ->
                spread(EightBitResize.of(Filter.TRIANGLE, across, down).run(photo), normalize, planes);
            case PIL_BICUBIC ->
                spread(EightBitResize.of(Filter.CUBIC, across, down).run(photo), normalize, planes);
        }
        return new Prepared(FloatBuffer.wrap(planes), place.transform(image, input));
    }

    /**
     * The same for the part of a photo that a box touches; the transform is that of the whole photo.
     *
     * @throws InputException when the box shares no pixel with the photo
     */
    public Prepared prepare(Photo photo, Preprocessing preprocessing, Box region) {
        PhotoPart part = PhotoPart.of(photo, region);
        Prepared prepared = prepare(part.photo(), preprocessing);
        return new Prepared(prepared.data(), part.fromWhole(prepared.transform()), prepared.valid());
    }

    private static void spread(byte[] rgb, Normalize normalize, float[] planes) {
        for (int i = 0, from = 0; from < rgb.length; i++, from += 3) {
            normalize.put(planes, i, rgb[from] & 0xFF, rgb[from + 1] & 0xFF, rgb[from + 2] & 0xFF);
        }
    }

    /** Down first: one row of the photo's width is all that is kept in between. */
    private static void resize(Photo photo, Axis across, Axis down, Normalize normalize, float[] planes) {
        byte[] rgb = photo.pixels();
        int stride = 3 * photo.size().width();
        float[] row = new float[3 * across.end()];
        for (int y = 0; y < down.length(); y++) {
            Arrays.fill(row, 0);
            for (int k = 0; k < down.count()[y]; k++) {
                add(rgb, (down.start()[y] + k) * stride, down.weights()[y * down.taps() + k], row);
            }
            across(row, across, normalize, planes, y * across.length());
        }
    }

    private static void add(byte[] rgb, int from, float weight, float[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] += weight * (rgb[from + i] & 0xFF);
        }
    }

    private static void across(float[] row, Axis axis, Normalize normalize, float[] planes, int to) {
        float[] weights = axis.weights();
        for (int x = 0; x < axis.length(); x++) {
            float red = 0;
            float green = 0;
            float blue = 0;
            int from = 3 * axis.start()[x];
            int first = x * axis.taps();
            int last = first + axis.count()[x];
            for (int k = first; k < last; k++, from += 3) {
                float weight = weights[k];
                red += weight * row[from];
                green += weight * row[from + 1];
                blue += weight * row[from + 2];
            }
            normalize.put(planes, to + x, red, green, blue);
        }
    }

    /** Normalisation as one multiplication and one addition, and the planes of the colours. */
    private static final class Normalize {
        private final int red;
        private final int blue;
        private final float scaleRed;
        private final float scaleGreen;
        private final float scaleBlue;
        private final float shiftRed;
        private final float shiftGreen;
        private final float shiftBlue;

        Normalize(Preprocessing preprocessing) {
            List<Float> mean = preprocessing.mean();
            List<Float> std = preprocessing.std();
            red = preprocessing.channels() == Channels.RGB ? 0 : 2;
            blue = 2 - red;
            scaleRed = scale(std.get(red));
            scaleGreen = scale(std.get(1));
            scaleBlue = scale(std.get(blue));
            shiftRed = shift(mean.get(red), std.get(red));
            shiftGreen = shift(mean.get(1), std.get(1));
            shiftBlue = shift(mean.get(blue), std.get(blue));
        }

        /** One pixel, from levels of 0 to 255. */
        void put(float[] planes, int index, float r, float g, float b) {
            int plane = planes.length / 3;
            planes[red * plane + index] = r * scaleRed + shiftRed;
            planes[plane + index] = g * scaleGreen + shiftGreen;
            planes[blue * plane + index] = b * scaleBlue + shiftBlue;
        }

        private static float scale(double std) {
            return (float) (1 / (255 * std));
        }

        private static float shift(double mean, double std) {
            // Without a mean, black is 0 and not -0.
            return mean == 0 ? 0 : (float) (-mean / std);
        }
    }
}
