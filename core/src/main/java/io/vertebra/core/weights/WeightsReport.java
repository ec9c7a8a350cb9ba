package io.vertebra.core.weights;

import java.util.List;

/**
 * How a weights file and a model's parameters fit together, over all parts.
 *
 * @param used parameters that a tensor of the file fills
 * @param constants parameters that a key map fills with a constant
 * @param prefixed tensors of the file that lost the common prefix {@code module.}
 * @param ignored tensors of the file that are left out by rule
 * @param missing parameters without a tensor
 * @param unexpected tensors without a parameter
 * @param mismatched parameters whose tensor has another shape
 */
public record WeightsReport(
        int used,
        int constants,
        int prefixed,
        List<Ignored> ignored,
        List<Missing> missing,
        List<String> unexpected,
        List<Mismatched> mismatched) {

    /**
     * Tensors that are left out.
     *
     * @param reason why nothing is lost
     * @param count how many
     */
    public record Ignored(String reason, int count) {}

    /**
     * A parameter without a tensor.
     *
     * @param part whose it is
     * @param parameter its name in the part
     * @param key where the file should have it
     */
    public record Missing(String part, String parameter, String key) {}

    /**
     * A parameter whose tensor has another shape.
     *
     * @param part whose it is
     * @param parameter its name in the part
     * @param key of the tensor
     * @param expected the shape that would fit, with the axes in the file's order
     * @param received the tensor's shape
     */
    public record Mismatched(String part, String parameter, String key, List<Long> expected, List<Long> received) {}

    public WeightsReport {
        ignored = List.copyOf(ignored);
        missing = List.copyOf(missing);
        unexpected = List.copyOf(unexpected);
        mismatched = List.copyOf(mismatched);
    }

    /** Whether every parameter has its value and every tensor its parameter. */
    public boolean complete() {
        return missing.isEmpty() && unexpected.isEmpty() && mismatched.isEmpty();
    }
}
