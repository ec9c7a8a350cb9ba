package io.vertebra.core.image;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Lets ImageIO read from an array: no cache file and no second copy. A decoder that goes on and on behind the end, taking what it
 * misses for zeros, is stopped.
 */
final class Bytes extends ImageInputStreamImpl {
    /** Decoders look a few bytes ahead. */
    private static final int PATIENCE = 1000;

    private final byte[] data;
    private int behindTheEnd;

    Bytes(byte[] data) {
        this.data = data;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        return streamPos < data.length ? data[(int) streamPos++] & 0xFF : end();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (streamPos >= data.length) {
            return end();
        }
        int count = (int) Math.min(length, data.length - streamPos);
        System.arraycopy(data, (int) streamPos, target, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return data.length;
    }

    private int end() throws IOException {
        if (++behindTheEnd > PATIENCE) {
            throw new IOException("the data ends before the picture does");
        }
        return -1;
    }
}
