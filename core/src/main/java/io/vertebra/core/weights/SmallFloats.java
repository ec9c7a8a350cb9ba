package io.vertebra.core.weights;

/** Numbers that Java 17 has no type for. Each conversion to float is exact, but for the unsigned one, which rounds once. */
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

    /** IEEE 754 binary16, the nearest, ties to even; what is too large becomes infinite. */
    static short toHalf(float value) {
        int bits = Float.floatToIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int size = bits & 0x7fffffff;
        if (size > 0x7f800000) {
            return (short) (sign | 0x7e00);
        }
        if (size >= 0x477ff000) { // 65520, half-way to the first power of two that does not exist
            return (short) (sign | 0x7c00);
        }
        if (size < 0x38800000) { // below the smallest normal number, 2^-14: whole steps of 2^-24
            return (short) (sign | (int) Math.rint(Float.intBitsToFloat(size) * 0x1p24));
        }
        int rounded = size + 0xfff + (size >>> 13 & 1);
        return (short) (sign | rounded - 0x38000000 >>> 13);
    }

    /** The upper half of an IEEE single, the nearest, ties to even. */
    static short toBfloat16(float value) {
        int bits = Float.floatToIntBits(value);
        if (Float.isNaN(value)) {
            return 0x7fc0;
        }
        return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }
}
