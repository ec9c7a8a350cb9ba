package io.vertebra.core.weights;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A part of another content, which it does not close.
 *
 * @param begin in the whole
 */
record ContentWindow(Content whole, long begin, long size) implements Content {
    @Override
    public ByteBuffer at(long offset, int length) throws IOException {
        return whole.at(begin + offset, length);
    }

    @Override
    public void close() {
        // the whole is closed by whoever opened it
    }
}
