package io.vertebra.core.weights;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle; every length is compared with what is left before anything is made. */
final class PickleBytes {
    private static final int LONGEST_LINE = 1000;

    private final String file;
    private final ByteBuffer bytes;
    private final Allowance allowance;

    PickleBytes(String file, ByteBuffer bytes, Allowance allowance) {
        this.file = file;
        this.bytes = bytes;
        this.allowance = allowance;
    }

    int position() {
        return bytes.position();
    }

    int unsigned8() {
        need(1);
        return bytes.get() & 0xff;
    }

    int unsigned16() {
        need(2);
        return bytes.getShort() & 0xffff;
    }

    int signed32() {
        need(4);
        return bytes.getInt();
    }

    long unsigned32() {
        return Integer.toUnsignedLong(signed32());
    }

    long signed64() {
        need(8);
        return bytes.getLong();
    }

    /** The only number of a pickle whose first byte is the highest. */
    double bigEndianDouble() {
        return Double.longBitsToDouble(Long.reverseBytes(signed64()));
    }

    String utf8(long length) {
        return new String(take(length), StandardCharsets.UTF_8);
    }

    /** Texts of Python 2, byte by byte. */
    String latin(long length) {
        return new String(take(length), StandardCharsets.ISO_8859_1);
    }

    byte[] take(long length) {
        need(length);
        allowance.take(3 * length);
        byte[] taken = new byte[(int) length];
        bytes.get(taken);
        return taken;
    }

    void skip(long length) {
        need(length);
        bytes.position(bytes.position() + (int) length);
    }

    /** Up to the end of the line, which is left out. */
    String line() {
        int begin = bytes.position();
        int end = begin;
        while (end < bytes.limit() && bytes.get(end) != '\n' && end - begin <= LONGEST_LINE) {
            end++;
        }
        if (end - begin > LONGEST_LINE) {
            throw WeightsFaults.corrupt(file, "a name has at most " + LONGEST_LINE + " bytes", "more");
        }
        String line = utf8(end - begin);
        skip(1);
        return line;
    }

    private void need(long length) {
        if (length < 0 || length > bytes.remaining()) {
            String wanted = Long.toUnsignedString(length);
            throw WeightsFaults.corrupt(
                    file,
                    "the pickle is cut off: " + wanted + " more bytes are wanted at byte " + bytes.position(),
                    bytes.remaining() + " bytes");
        }
    }
}
