package io.vertebra.core.image;

import org.jspecify.annotations.Nullable;

/** The variable-length-code LZW of GIF (GIF89a, appendix F). */
final class GifCodes {
    private static final int MOST_BITS = 12;

    private final byte[] packed;
    private final int length;
    private final int clear;
    private final short[] prefix = new short[1 << MOST_BITS];
    private final byte[] last = new byte[1 << MOST_BITS];
    private final byte[] stack = new byte[1 << MOST_BITS];
    private long bitsRead;

    private GifCodes(byte[] packed, int length, int codeSize) {
        this.packed = packed;
        this.length = length;
        this.clear = 1 << codeSize;
    }

    /** So many indices, or null when the codes end before or make no sense. */
    static byte @Nullable [] unpack(byte[] packed, int length, int codeSize, int count) {
        return new GifCodes(packed, length, codeSize).run(codeSize + 1, count);
    }

    private byte @Nullable [] run(int firstBits, int count) {
        byte[] indices = new byte[count];
        int to = 0;
        int bits = firstBits;
        int next = clear + 2;
        int previous = -1;
        int first = 0;
        while (to < count) {
            int code = code(bits);
            if (code < 0 || code == clear + 1 || code > next || code == next && previous < 0) {
                return null;
            }
            if (code == clear) {
                bits = firstBits;
                next = clear + 2;
                previous = -1;
                continue;
            }
            int depth = 0;
            int walk = code;
            if (code == next) {
                stack[depth++] = (byte) first;
                walk = previous;
            }
            for (; walk > clear; walk = prefix[walk]) {
                stack[depth++] = last[walk];
            }
            first = walk;
            indices[to++] = (byte) first;
            while (depth > 0 && to < count) {
                indices[to++] = stack[--depth];
            }
            if (previous >= 0 && next < 1 << MOST_BITS) {
                prefix[next] = (short) previous;
                last[next++] = (byte) first;
                bits = next == 1 << bits && bits < MOST_BITS ? bits + 1 : bits;
            }
            previous = code;
        }
        return indices;
    }

    private int code(int bits) {
        if (bitsRead + bits > 8L * length) {
            return -1;
        }
        int code = 0;
        for (int got = 0; got < bits; ) {
            int offset = (int) bitsRead & 7;
            int take = Math.min(bits - got, 8 - offset);
            int part = (packed[(int) (bitsRead >> 3)] & 0xFF) >> offset & (1 << take) - 1;
            code |= part << got;
            got += take;
            bitsRead += take;
        }
        return code;
    }
}
