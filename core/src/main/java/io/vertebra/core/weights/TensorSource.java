package io.vertebra.core.weights;

import java.util.Map;

/** Named tensors of a weights file. Nothing is read before it is asked for; not safe for use by several threads. */
public interface TensorSource extends AutoCloseable {
    /** The file or resource as messages name it. */
    String name();

    /** The format in a few words, for people. */
    String format();

    /** What there is, in the order of the file's header; unmodifiable. */
    Map<String, TensorInfo> tensors();

    /**
     * The prefix of the keys under which the file keeps the model's parameters, where it keeps other tensors too, such as those
     * of an optimiser: {@code state_dict/}. Empty when all keys are parameters.
     */
    default String parameters() {
        return "";
    }

    /** Free texts of whoever wrote the file, in its order; unmodifiable. */
    default Map<String, String> metadata() {
        return Map.of();
    }

    /**
     * The values of one tensor in row-major order, each rounded to float32.
     *
     * @throws io.vertebra.api.error.UsageException when there is no such tensor
     * @throws io.vertebra.api.error.LoadException when the file has changed or cannot be read any more
     */
    float[] read(String key);

    /**
     * Lets go of the file.
     *
     * @throws io.vertebra.api.error.LoadException when the system refuses
     */
    @Override
    void close();
}
