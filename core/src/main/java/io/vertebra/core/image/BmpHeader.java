package io.vertebra.core.image;

import io.vertebra.api.geometry.ImageSize;

/**
 * What the headers of a BMP say: the bitmap core header of OS/2 and the info headers of Windows up to version 5.
 *
 * @param size as stored
 * @param headerSize of the second header; what lies in it beyond 40 bytes is masks and colour management
 */
record BmpHeader(ImageSize size, int headerSize) {
    private static final int FILE_HEADER = 14;
    private static final int CORE = 12;
    private static final int INFO = 40;
    /** Where a header of version 4 or 5 names its colour space. */
    private static final int COLOUR_SPACE = FILE_HEADER + 56;

    private static final int RUNS_OF_8 = 1;
    private static final int RUNS_OF_4 = 2;
    private static final int FIELDS = 3;

    static BmpHeader parse(byte[] data, String name, long maxPixels) {
        if (data.length < FILE_HEADER + CORE) {
            throw cut(data, name);
        }
        int headerSize = i32(data, FILE_HEADER);
        boolean core = headerSize == CORE;
        if (!core && (headerSize < INFO || headerSize > 1 << 10)) {
            throw Refusal.corrupt(name, "a BMP with a broken header", null);
        }
        if (data.length < FILE_HEADER + headerSize) {
            throw cut(data, name);
        }
        int at = FILE_HEADER + 4;
        long width = core ? u16(data, at) : i32(data, at);
        // A negative height means that the rows go down.
        long height = core ? u16(data, at + 2) : Math.abs((long) i32(data, at + 4));
        if (width <= 0 || height == 0) {
            throw Refusal.corrupt(name, "a BMP header for " + width + "x" + height + " pixels", null);
        }
        if (height > Integer.MAX_VALUE || width * height > maxPixels) {
            throw Refusal.tooManyPixels(name, width, height, maxPixels);
        }
        int bits = core ? u16(data, at + 6) : u16(data, at + 10);
        int compression = core ? 0 : i32(data, at + 12);
        checkVariant(name, bits, compression);
        long start = Integer.toUnsignedLong(i32(data, 10));
        boolean runs = compression == RUNS_OF_8 || compression == RUNS_OF_4;
        long needed = runs ? 2 : (width * bits + 31) / 32 * 4 * height;
        if (start + needed > data.length) {
            throw cut(data, name);
        }
        if (start < FILE_HEADER + headerSize) {
            throw Refusal.corrupt(name, "a BMP whose pixels begin in its header", null);
        }
        return new BmpHeader(new ImageSize((int) width, (int) height), headerSize);
    }

    /** The same file without a colour profile, which the decoder would else apply, or open another file for. */
    byte[] withoutProfile(byte[] data) {
        if (headerSize < COLOUR_SPACE + 4 - FILE_HEADER) {
            return data;
        }
        byte[] plain = data.clone();
        plain[COLOUR_SPACE] = 'B';
        plain[COLOUR_SPACE + 1] = 'G';
        plain[COLOUR_SPACE + 2] = 'R';
        plain[COLOUR_SPACE + 3] = 's';
        return plain;
    }

    private static void checkVariant(String name, int bits, int compression) {
        boolean known = switch (bits) {
            case 1, 24 -> compression == 0;
            case 4 -> compression == 0 || compression == RUNS_OF_4;
            case 8 -> compression == 0 || compression == RUNS_OF_8;
            case 16, 32 -> compression == 0 || compression == FIELDS;
            default -> false;
        };
        if (!known) {
            throw Refusal.bmpVariant(name, bits + " bits, compression " + compression);
        }
    }

    private static RuntimeException cut(byte[] data, String name) {
        return Refusal.corrupt(name, data.length + " bytes of a BMP that goes on", null);
    }

    private static int u16(byte[] data, int at) {
        return data[at] & 0xFF | (data[at + 1] & 0xFF) << 8;
    }

    private static int i32(byte[] data, int at) {
        return u16(data, at) | u16(data, at + 2) << 16;
    }
}
