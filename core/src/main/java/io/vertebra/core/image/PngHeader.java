package io.vertebra.core.image;

import io.vertebra.api.geometry.ImageSize;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * What the chunks of a PNG say (ISO/IEC 15948). The walk goes through to the end chunk and checks the sums of all chunks that
 * pixels depend on, which the decoder does not.
 *
 * @param size as stored
 * @param exif the content of the eXIf chunk, or null
 */
record PngHeader(ImageSize size, byte @Nullable [] exif) {
    private static final int SIGNATURE = 8;
    /** Length, type and sum of a chunk. */
    private static final int FRAME = 12;

    static PngHeader parse(byte[] data, String name, long maxPixels) {
        ImageSize size = size(data, name, maxPixels);
        byte[] exif = null;
        boolean pixels = false;
        int at = SIGNATURE;
        while (at + FRAME <= data.length) {
            long length = u32(data, at);
            if (length > data.length - at - FRAME) {
                break;
            }
            int content = at + 8;
            int end = content + (int) length;
            String type = new String(data, at + 4, 4, StandardCharsets.ISO_8859_1);
            boolean whole = sum(data, at + 4, end) == u32(data, end);
            if (!whole && Character.isUpperCase(type.charAt(0))) {
                throw Refusal.corrupt(name, "a PNG whose " + type + " chunk does not match its checksum", null);
            }
            if (type.equals("IEND") && pixels) {
                return new PngHeader(size, exif);
            }
            pixels |= type.equals("IDAT");
            if (whole && type.equals("eXIf")) {
                exif = Arrays.copyOfRange(data, content, end);
            }
            at = end + 4;
        }
        throw Refusal.corrupt(name, data.length + " bytes of a PNG that goes on", null);
    }

    private static ImageSize size(byte[] data, String name, long maxPixels) {
        int content = SIGNATURE + 8;
        if (data.length < content + 13 + 4) {
            throw Refusal.corrupt(name, data.length + " bytes of a PNG that goes on", null);
        }
        boolean header = new String(data, SIGNATURE + 4, 4, StandardCharsets.ISO_8859_1).equals("IHDR");
        long width = u32(data, content);
        long height = u32(data, content + 4);
        if (!header || width == 0 || height == 0 || width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
            throw Refusal.corrupt(name, "a PNG with a broken header", null);
        }
        if (width * height > maxPixels) {
            throw Refusal.tooManyPixels(name, width, height, maxPixels);
        }
        return new ImageSize((int) width, (int) height);
    }

    private static long sum(byte[] data, int from, int to) {
        CRC32 crc = new CRC32();
        crc.update(data, from, to - from);
        return crc.getValue();
    }

    private static long u32(byte[] data, int at) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(data, at, 4).getInt());
    }
}
