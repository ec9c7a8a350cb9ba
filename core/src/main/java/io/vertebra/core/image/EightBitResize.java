package io.vertebra.core.image;

import java.util.Arrays;

/** Resize of 8-bit RGB in fixed point: two passes over interleaved bytes, with a whole picture of bytes between them. */
final class EightBitResize {
    private final FixedAxis across;
    private final FixedAxis down;
    private final boolean downFirst;

    private EightBitResize(FixedAxis across, FixedAxis down, boolean downFirst) {
        this.across = across;
        this.down = down;
        this.downFirst = downFirst;
    }

    /**
     * Pillow's. The order of the passes changes the rounding: Pillow goes across first; since version 13 it goes down first when
     * that takes more than twice as many pixels off the height as the other pass takes off the width.
     */
    static EightBitResize pillow(Filter filter, Span across, Span down) {
        long narrower = (long) across.in() - across.out();
        long lower = (long) down.in() - down.out();
        return new EightBitResize(
                FixedAxis.pillow(Taps.antialiased(filter, across)),
                FixedAxis.pillow(Taps.antialiased(filter, down)),
                lower > 0 && lower > 2 * narrower);
    }

    /** PyTorch's, always across first. */
    static EightBitResize torch(Filter filter, Span across, Span down) {
        return new EightBitResize(
                FixedAxis.torch(Taps.antialiased(filter, across)),
                FixedAxis.torch(Taps.antialiased(filter, down)),
                false);
    }

    /** The wanted window, row by row: red, green, blue. */
    byte[] run(Photo photo) {
        int width = photo.size().width();
        if (downFirst) {
            int begin = across.begin();
            int columns = across.end() - begin;
            byte[] lower = down(new Rows(photo.pixels(), width, begin, 0), columns);
            return across(new Rows(lower, columns, -begin, 0), down.length());
        }
        int begin = down.begin();
        byte[] narrower = across(new Rows(photo.pixels(), width, 0, begin), down.end() - begin);
        return down(new Rows(narrower, across.length(), 0, -begin), across.length());
    }

    /**
     * Pixels of which a pass reads a part.
     *
     * @param width pixels in a row
     * @param column added to the columns that a pass asks for
     * @param row added to the rows that a pass asks for
     */
    private record Rows(byte[] rgb, int width, int column, int row) {
        int at(int x, int y) {
            return 3 * ((row + y) * width + column + x);
        }
    }

    private byte[] across(Rows in, int rows) {
        byte[] out = new byte[3 * across.length() * rows];
        int half = across.half();
        int bits = across.bits();
        int to = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < across.length(); x++) {
                int red = half;
                int green = half;
                int blue = half;
                int from = in.at(across.start()[x], y);
                int first = x * across.taps();
                int last = first + across.count()[x];
                for (int k = first; k < last; k++, from += 3) {
                    int weight = across.weights()[k];
                    red += weight * (in.rgb[from] & 0xFF);
                    green += weight * (in.rgb[from + 1] & 0xFF);
                    blue += weight * (in.rgb[from + 2] & 0xFF);
                }
                out[to++] = FixedAxis.pixel(red, bits);
                out[to++] = FixedAxis.pixel(green, bits);
                out[to++] = FixedAxis.pixel(blue, bits);
            }
        }
        return out;
    }

    private byte[] down(Rows in, int columns) {
        byte[] out = new byte[3 * columns * down.length()];
        int[] sums = new int[3 * columns];
        int to = 0;
        for (int y = 0; y < down.length(); y++) {
            Arrays.fill(sums, down.half());
            for (int k = 0; k < down.count()[y]; k++) {
                int weight = down.weights()[y * down.taps() + k];
                int from = in.at(0, down.start()[y] + k);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += weight * (in.rgb[from + i] & 0xFF);
                }
            }
            for (int sum : sums) {
                out[to++] = FixedAxis.pixel(sum, down.bits());
            }
        }
        return out;
    }
}
