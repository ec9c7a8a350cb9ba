package io.vertebra.core.image;

import java.util.Arrays;

/** OpenCV's {@code INTER_AREA} on 8-bit images that shrink on both sides: modules/imgproc/src/resize.cpp. */
final class OpenCvArea {
    private final Span across;
    private final Span down;

    OpenCvArea(Span across, Span down) {
        this.across = across;
        this.down = down;
    }

    /** Whether both sides shrink by whole numbers, which OpenCV treats on its own, and the sum of a block is an int. */
    private boolean isWhole() {
        long block = (long) across.in() * down.in() / across.out() / down.out();
        return across.in() % across.out() == 0 && down.in() % down.out() == 0 && block <= Integer.MAX_VALUE / 255;
    }

    /** The wanted window, row by row: red, green, blue. */
    byte[] run(Photo photo) {
        return isWhole() ? blocks(photo) : areas(photo);
    }

    /** Sums of whole pixels; four pixels are rounded up at a half, others to the even neighbour. */
    private byte[] blocks(Photo photo) {
        int width = across.in() / across.out();
        int height = down.in() / down.out();
        int stride = 3 * photo.size().width();
        int[] sums = new int[3 * across.length()];
        byte[] out = new byte[sums.length * down.length()];
        for (int y = 0; y < down.length(); y++) {
            Arrays.fill(sums, 0);
            for (int row = 0; row < height; row++) {
                int begin = ((down.from() + y) * height + row) * stride + 3 * across.from() * width;
                add(photo.pixels(), begin, width, sums);
            }
            boolean four = width == 2 && height == 2;
            float share = 1f / (width * height);
            for (int i = 0; i < sums.length; i++) {
                out[y * sums.length + i] = (byte) (four ? sums[i] + 2 >> 2 : (int) Math.rint(sums[i] * share));
            }
        }
        return out;
    }

    private static void add(byte[] rgb, int begin, int width, int[] sums) {
        int from = begin;
        for (int i = 0; i < sums.length; i += 3) {
            for (int k = 0; k < width; k++, from += 3) {
                sums[i] += rgb[from] & 0xFF;
                sums[i + 1] += rgb[from + 1] & 0xFF;
                sums[i + 2] += rgb[from + 2] & 0xFF;
            }
        }
    }

    /** Pixels at an edge count with the share that is covered: in single precision, across first. */
    private byte[] areas(Photo photo) {
        Axis columns = axis(across);
        Axis rows = axis(down);
        float[] row = new float[3 * columns.length()];
        float[] sums = new float[row.length];
        byte[] out = new byte[row.length * rows.length()];
        for (int y = 0; y < rows.length(); y++) {
            Arrays.fill(sums, 0);
            for (int k = 0; k < rows.count()[y]; k++) {
                across(photo, rows.start()[y] + k, columns, row);
                float weight = rows.weights()[y * rows.taps() + k];
                for (int i = 0; i < row.length; i++) {
                    sums[i] += weight * row[i];
                }
            }
            for (int i = 0; i < sums.length; i++) {
                out[y * sums.length + i] = (byte) Math.max(0, Math.min(255, (int) Math.rint(sums[i])));
            }
        }
        return out;
    }

    private static void across(Photo photo, int y, Axis columns, float[] row) {
        byte[] rgb = photo.pixels();
        int begin = 3 * photo.size().width() * y;
        for (int x = 0; x < columns.length(); x++) {
            float red = 0;
            float green = 0;
            float blue = 0;
            int from = begin + 3 * columns.start()[x];
            int first = x * columns.taps();
            int last = first + columns.count()[x];
            for (int k = first; k < last; k++, from += 3) {
                float weight = columns.weights()[k];
                red += (rgb[from] & 0xFF) * weight;
                green += (rgb[from + 1] & 0xFF) * weight;
                blue += (rgb[from + 2] & 0xFF) * weight;
            }
            row[3 * x] = red;
            row[3 * x + 1] = green;
            row[3 * x + 2] = blue;
        }
    }

    /** What each output pixel covers; a thousandth of a pixel at an edge is nothing. */
    private static Axis axis(Span span) {
        double scale = 1 / ((double) span.out() / span.in());
        int taps = (int) Math.ceil(scale) + 2;
        int length = span.length();
        Axis axis = new Axis(new int[length], taps, new int[length], new float[length * taps]);
        for (int i = 0; i < length; i++) {
            double begin = (span.from() + i) * scale;
            double end = begin + scale;
            double covered = Math.min(scale, span.in() - begin);
            int last = Math.min((int) Math.floor(end), span.in() - 1);
            int first = Math.min((int) Math.ceil(begin), last);
            int before = first - begin > 1e-3 ? 1 : 0;
            int to = i * taps;
            axis.start()[i] = first - before;
            if (before > 0) {
                axis.weights()[to++] = (float) ((first - begin) / covered);
            }
            Arrays.fill(axis.weights(), to, to + last - first, (float) (1 / covered));
            to += last - first;
            if (end - last > 1e-3) {
                axis.weights()[to++] = (float) (Math.min(Math.min(end - last, 1), covered) / covered);
            }
            axis.count()[i] = to - i * taps;
        }
        return axis;
    }
}
