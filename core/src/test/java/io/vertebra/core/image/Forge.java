package io.vertebra.core.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Makes image files that no well-behaved program writes. */
final class Forge {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private Forge() {}

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] bytes(int... values) {
        byte[] data = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            data[i] = (byte) values[i];
        }
        return data;
    }

    static byte[] chunk(String type, byte[] content) {
        byte[] body = join(type.getBytes(StandardCharsets.ISO_8859_1), content);
        CRC32 crc = new CRC32();
        crc.update(body);
        return join(int32(content.length), body, int32((int) crc.getValue()));
    }

    static byte[] png(int width, int height, int bits, int colourType, byte[] filteredRows, byte[]... chunksBefore) {
        byte[] header = chunk("IHDR", join(int32(width), int32(height), bytes(bits, colourType, 0, 0, 0)));
        return join(
                SIGNATURE,
                header,
                join(chunksBefore),
                chunk("IDAT", deflate(filteredRows)),
                chunk("IEND", new byte[0]));
    }

    /** A JPEG whose APP0 segment is replaced. */
    static byte[] withFirstSegment(byte[] jpeg, byte[] segment) {
        int length = (jpeg[4] & 0xFF) << 8 | jpeg[5] & 0xFF;
        byte[] rest = new byte[jpeg.length - 4 - length];
        System.arraycopy(jpeg, 4 + length, rest, 0, rest.length);
        return join(bytes(0xFF, 0xD8), segment, rest);
    }

    static int indexOf(byte[] data, int... pattern) {
        byte[] wanted = bytes(pattern);
        for (int i = 0; i + wanted.length <= data.length; i++) {
            if (ByteBuffer.wrap(data, i, wanted.length).equals(ByteBuffer.wrap(wanted))) {
                return i;
            }
        }
        throw new IllegalArgumentException("not there");
    }

    private static byte[] int32(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] deflate(byte[] data) {
        Deflater deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        byte[] buffer = new byte[data.length + 100];
        int length = deflater.deflate(buffer);
        deflater.end();
        return java.util.Arrays.copyOf(buffer, length);
    }
}
