package io.vertebra.core.weights;

import io.vertebra.api.error.LoadException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Brings stored values into an array. */
final class StoredValues {
    private static final int WINDOW_BYTES = 1 << 28;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private StoredValues() {}

    /** Refuses a file that grew or shrank since its header was checked. */
    static void requireUnchanged(String file, Content content, long size) throws IOException {
        if (content.size() != size) {
            throw WeightsFaults.corrupt(
                    file, "the file must not change while it is read: it had " + size + " bytes", content.size());
        }
    }

    /** An array for all values of a tensor. */
    static float[] array(String file, String key, TensorInfo info) {
        if (info.elements() > LARGEST_ARRAY) {
            throw tooLarge(file, key, info);
        }
        return new float[(int) info.elements()];
    }

    static LoadException tooLarge(String file, String key, TensorInfo info) {
        return WeightsFaults.format(
                file,
                "a tensor has at most " + LARGEST_ARRAY + " values",
                WeightsFaults.quote(key) + " with " + info.elements(),
                "store it as several tensors");
    }

    /**
     * Values that follow each other in row-major order.
     *
     * @param begin of the first, in bytes
     */
    static float[] read(String file, String key, TensorInfo info, Content content, long begin) throws IOException {
        float[] values = array(file, key, info);
        StoredType stored = info.stored();
        int most = WINDOW_BYTES / stored.size();
        for (int done = 0, count; done < values.length; done += count) {
            count = Math.min(most, values.length - done);
            ByteBuffer window = content.at(begin + (long) done * stored.size(), count * stored.size());
            stored.decode(window, values, done, count);
        }
        return values;
    }
}
