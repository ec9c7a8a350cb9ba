package io.vertebra.core.image;

import java.util.Arrays;

/** A resize in single precision without rounding in between: down first, so that one row of the photo's width is all that is kept. */
final class FloatResize {
    private final Axis across;
    private final Axis down;
    private final boolean rounds;

    /**
     * Both axes of the wanted window.
     *
     * @param rounds whether the levels become whole numbers of 0 to 255, as they do in a library that gives 8 bits
     */
    FloatResize(Axis across, Axis down, boolean rounds) {
        this.across = across;
        this.down = down;
        this.rounds = rounds;
    }

    void run(Photo photo, Planes planes) {
        byte[] rgb = photo.pixels();
        int stride = 3 * photo.size().width();
        float[] row = new float[3 * across.end()];
        for (int y = 0; y < down.length(); y++) {
            Arrays.fill(row, 0);
            for (int k = 0; k < down.count()[y]; k++) {
                add(rgb, (down.start()[y] + k) * stride, down.weights()[y * down.taps() + k], row);
            }
            across(row, planes, planes.row(y));
        }
    }

    private static void add(byte[] rgb, int from, float weight, float[] row) {
        for (int i = 0; i < row.length; i++) {
            row[i] += weight * (rgb[from + i] & 0xFF);
        }
    }

    private void across(float[] row, Planes planes, int to) {
        float[] weights = across.weights();
        for (int x = 0; x < across.length(); x++) {
            float red = 0;
            float green = 0;
            float blue = 0;
            int from = 3 * across.start()[x];
            int first = x * across.taps();
            int last = first + across.count()[x];
            for (int k = first; k < last; k++, from += 3) {
                float weight = weights[k];
                red += weight * row[from];
                green += weight * row[from + 1];
                blue += weight * row[from + 2];
            }
            if (rounds) {
                planes.put(to + x, level(red), level(green), level(blue));
            } else {
                planes.put(to + x, red, green, blue);
            }
        }
    }

    /** A half goes to the even neighbour. */
    private static float level(float value) {
        return Math.max(0, Math.min(255, (float) Math.rint(value)));
    }
}
