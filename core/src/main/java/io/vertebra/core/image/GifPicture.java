package io.vertebra.core.image;

import io.vertebra.api.geometry.ImageSize;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The first frame of a GIF (GIF89a specification, 1990), on the screen that the file describes; what follows the frame is not read.
 * Around a frame smaller than its screen lies the transparent colour or the first one, as for Pillow.
 *
 * @param size of the screen, or of the frame where that reaches further
 * @param rgb three bytes a pixel
 */
record GifPicture(ImageSize size, byte[] rgb) {
    private static final int HEADER = 13;

    static GifPicture decode(byte[] data, String name, long maxPixels) {
        return new Walk(data, name, maxPixels).run();
    }

    private static final class Walk {
        private final byte[] data;
        private final String name;
        private final long maxPixels;
        private int at = HEADER;
        private int transparent = -1;

        Walk(byte[] data, String name, long maxPixels) {
            this.data = data;
            this.name = name;
            this.maxPixels = maxPixels;
        }

        GifPicture run() {
            need(HEADER);
            byte @Nullable [] palette = palette(data[10]);
            while (true) {
                need(1);
                int block = data[at++] & 0xFF;
                if (block == ',') {
                    return frame(palette);
                }
                if (block == ';') {
                    throw Refusal.corrupt(name, "a GIF without a picture in it", null);
                }
                if (block != '!') {
                    throw Refusal.corrupt(name, "a GIF with an unknown block in it", null);
                }
                extension();
            }
        }

        private void extension() {
            need(3);
            boolean control = (data[at++] & 0xFF) == 0xF9;
            if (control && data[at] == 4 && data.length >= at + 5) {
                transparent = (data[at + 1] & 1) == 1 ? data[at + 4] & 0xFF : -1;
            }
            skipBlocks();
        }

        private void skipBlocks() {
            for (int length = block(); length > 0; length = block()) {
                at += length;
            }
        }

        /** The length of the data block whose content starts at {@code at} afterwards; 0 ends a series. */
        private int block() {
            need(1);
            int length = data[at++] & 0xFF;
            need(length);
            return length;
        }

        private GifPicture frame(byte @Nullable [] common) {
            need(9);
            int left = u16(at);
            int top = u16(at + 2);
            int width = u16(at + 4);
            int height = u16(at + 6);
            byte flags = data[at + 8];
            at += 9;
            long screenWidth = Math.max(u16(6), left + width);
            long screenHeight = Math.max(u16(8), top + height);
            if (width == 0 || height == 0) {
                throw Refusal.corrupt(name, "a GIF header for " + width + "x" + height + " pixels", null);
            }
            if (screenWidth * screenHeight > maxPixels) {
                throw Refusal.tooManyPixels(name, screenWidth, screenHeight, maxPixels);
            }
            byte @Nullable [] own = palette(flags);
            byte[] colours = colours(own == null ? common : own);
            byte[] indices = indices(width * height);
            ImageSize screen = new ImageSize((int) screenWidth, (int) screenHeight);
            byte[] rgb = background(screen, colours);
            boolean interlaced = (flags & 0x40) != 0;
            for (int row = 0; row < height; row++) {
                int y = top + (interlaced ? interlaced(row, height) : row);
                paint(indices, row * width, width, colours, rgb, 3 * (y * screen.width() + left));
            }
            return new GifPicture(screen, rgb);
        }

        private byte[] indices(int count) {
            need(1);
            int codeSize = data[at++] & 0xFF;
            if (codeSize < 1 || codeSize > 8) {
                throw Refusal.corrupt(name, "a GIF with codes of " + codeSize + " bits", null);
            }
            int start = at;
            skipBlocks();
            byte[] packed = new byte[at - start];
            int length = 0;
            int from = start;
            for (int size = data[from++] & 0xFF; size > 0; size = data[from++] & 0xFF) {
                System.arraycopy(data, from, packed, length, size);
                length += size;
                from += size;
            }
            byte @Nullable [] indices = GifCodes.unpack(packed, length, codeSize, count);
            if (indices == null) {
                throw Refusal.corrupt(name, "a GIF whose frame ends before its last pixel", null);
            }
            return indices;
        }

        private byte[] background(ImageSize screen, byte[] colours) {
            byte[] rgb = new byte[3 * screen.width() * screen.height()];
            int colour = 3 * Math.max(transparent, 0);
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = colours[colour + i % 3];
            }
            return rgb;
        }

        private byte @Nullable [] palette(byte flags) {
            if ((flags & 0x80) == 0) {
                return null;
            }
            int length = 3 * (2 << (flags & 7));
            need(length);
            at += length;
            return Arrays.copyOfRange(data, at - length, at);
        }

        private void need(int count) {
            if (at + count > data.length || data.length < HEADER) {
                throw Refusal.corrupt(name, data.length + " bytes of a GIF that goes on", null);
            }
        }

        private int u16(int index) {
            return data[index] & 0xFF | (data[index + 1] & 0xFF) << 8;
        }
    }

    /** One colour for each value of an index: without a palette the levels of grey, beyond a short one black. */
    private static byte[] colours(byte @Nullable [] palette) {
        byte[] colours = new byte[3 * 256];
        if (palette != null) {
            System.arraycopy(palette, 0, colours, 0, palette.length);
            return colours;
        }
        for (int i = 0; i < colours.length; i++) {
            colours[i] = (byte) (i / 3);
        }
        return colours;
    }

    private static void paint(byte[] indices, int from, int count, byte[] colours, byte[] rgb, int to) {
        for (int i = 0; i < count; i++) {
            int colour = 3 * (indices[from + i] & 0xFF);
            rgb[to++] = colours[colour];
            rgb[to++] = colours[colour + 1];
            rgb[to++] = colours[colour + 2];
        }
    }

    /** Where a stored row belongs: every eighth, those between, and so on (appendix E). */
    private static int interlaced(int row, int height) {
        int[] starts = {0, 4, 2, 1};
        int[] steps = {8, 8, 4, 2};
        int before = 0;
        for (int pass = 0; pass < 3; pass++) {
            int rows = Math.max(0, (height - starts[pass] + steps[pass] - 1) / steps[pass]);
            if (row < before + rows) {
                return starts[pass] + (row - before) * steps[pass];
            }
            before += rows;
        }
        return starts[3] + (row - before) * steps[3];
    }
}
