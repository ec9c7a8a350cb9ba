package io.vertebra.core.weights;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Numbers that anyone can compute again from a seed and a name: FNV-1a gives the start, the output function of SplitMix64 the
 * sequence. Each is {@code u} in [-1, 1), a multiple of 2^-23, or {@code offset + scale * u} computed in double and rounded once.
 */
public final class SeededValues {
    private static final long FNV_START = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int COARSE = 16;

    private final long hash;

    private SeededValues(long hash) {
        this.hash = hash;
    }

    /** The sequence of a seed and a name. */
    public static SeededValues of(long seed, String key) {
        long hash = FNV_START;
        for (byte next : (seed + ":" + key).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (next & 0xff)) * FNV_PRIME;
        }
        return new SeededValues(hash);
    }

    /** The number u in [-1, 1) at an index from 0. */
    public double unit(long index) {
        long z = hash + (index + 1) * GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> 40) * 0x1p-23 - 1;
    }

    /** The first numbers, moved and scaled. */
    public float[] fill(int count, double offset, double scale) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (offset + scale * unit(i));
        }
        return values;
    }

    /**
     * A network's input that varies slowly like a photo: three quarters are equal over patches of 16 by 16 pixels, one quarter
     * differs in each pixel.
     *
     * @param key of the input; the parts have their own sequences {@code key:coarse} and {@code key:fine}
     * @param shape N, C, H, W
     * @return in row-major order
     */
    public static float[] image(long seed, String key, List<Integer> shape, double offset, double scale) {
        int height = shape.get(2);
        int width = shape.get(3);
        int planes = shape.get(0) * shape.get(1);
        int coarseHeight = (height + COARSE - 1) / COARSE;
        int coarseWidth = (width + COARSE - 1) / COARSE;
        SeededValues fine = of(seed, key + ":fine");
        SeededValues coarse = of(seed, key + ":coarse");
        float[] values = new float[planes * height * width];
        int i = 0;
        for (int plane = 0; plane < planes; plane++) {
            for (int y = 0; y < height; y++) {
                long row = ((long) plane * coarseHeight + y / COARSE) * coarseWidth;
                for (int x = 0; x < width; x++, i++) {
                    double u = 0.75 * coarse.unit(row + x / COARSE) + 0.25 * fine.unit(i);
                    values[i] = (float) (offset + scale * u);
                }
            }
        }
        return values;
    }

    /** The start of the sequence, for those who check another implementation. */
    long hash() {
        return hash;
    }
}
