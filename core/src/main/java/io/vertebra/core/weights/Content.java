package io.vertebra.core.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of a file or resource. */
interface Content {
    /** The whole length. */
    long size() throws IOException;

    /** A window in little-endian order, its position at 0; the caller stays within {@link #size()}. */
    ByteBuffer at(long offset, int length) throws IOException;

    void close() throws IOException;

    /** Of an array that nobody changes. */
    static Content of(byte[] bytes) {
        return new Content() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public ByteBuffer at(long offset, int length) {
                return ByteBuffer.wrap(bytes, Math.toIntExact(offset), length)
                        .slice()
                        .asReadOnlyBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN);
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }
}
