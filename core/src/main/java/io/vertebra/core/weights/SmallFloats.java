package io.vertebra.core.weights;

/** Numbers that Java 17 has no type for. Each conversion is exact, but for the unsigned one, which rounds once. */
final class SmallFloats {
    private SmallFloats() {}

    /** IEEE 754 binary16 in the lower 16 bits. */
    static float half(int bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >>> 10 & 0x1f;
        int mantissa = bits & 0x3ff;
        if (exponent == 0) {
            float size = mantissa * 0x1p-24f;
            return sign == 0 ? size : -size;
        }
        int wide = exponent == 0x1f ? 0xff : exponent + (127 - 15);
        return Float.intBitsToFloat(sign | wide << 23 | mantissa << 13);
    }

    /** The E4M3 format of OCP 8-bit floating point in the lower 8 bits: no infinity, all ones is not a number. */
    static float e4m3(int bits) {
        int sign = (bits & 0x80) << 24;
        int exponent = bits >>> 3 & 0xf;
        int mantissa = bits & 0x7;
        if ((bits & 0x7f) == 0x7f) {
            return Float.NaN;
        }
        if (exponent == 0) {
            float size = mantissa * 0x1p-9f;
            return sign == 0 ? size : -size;
        }
        return Float.intBitsToFloat(sign | exponent + (127 - 7) << 23 | mantissa << 20);
    }

    /** The lowest bit sticks when halving, so that the value is rounded only once. */
    static float unsigned(long bits) {
        return bits >= 0 ? (float) bits : (float) (bits >>> 1 | bits & 1) * 2;
    }
}
