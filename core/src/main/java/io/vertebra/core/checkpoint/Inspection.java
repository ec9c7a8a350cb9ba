package io.vertebra.core.checkpoint;

import io.vertebra.core.weights.TensorInfo;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a weights file holds and which models it fits.
 *
 * @param file as it was named
 * @param format of the file
 * @param sha256 of its content
 * @param parameters prefix of the keys under which the parameters stand, empty when all are parameters
 * @param tensors by key, in the order of the file
 * @param metadata free texts of whoever wrote it
 * @param recognitions the models of which something fits, the best first
 */
public record Inspection(
        String file,
        String format,
        String sha256,
        String parameters,
        Map<String, TensorInfo> tensors,
        Map<String, String> metadata,
        List<Recognition> recognitions) {
    public Inspection {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        recognitions = List.copyOf(recognitions);
    }

    /** The number of values of all parameters, running statistics included. */
    public long values() {
        return tensors.entrySet().stream()
                .filter(tensor -> tensor.getKey().startsWith(parameters))
                .mapToLong(tensor -> tensor.getValue().elements())
                .sum();
    }
}
