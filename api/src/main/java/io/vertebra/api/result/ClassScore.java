package io.vertebra.api.result;

/**
 * How likely one class is.
 *
 * @param label index into the model's labels
 * @param name the label's name
 * @param score probability in [0, 1]
 */
public record ClassScore(int label, String name, float score) {}
