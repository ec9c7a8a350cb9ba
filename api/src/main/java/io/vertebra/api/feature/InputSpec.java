package io.vertebra.api.feature;

import java.util.List;

/**
 * What goes into a backbone.
 *
 * @param inputs one named {@code image} for nearly all networks; all inputs of a sample have one size
 * @param rule the sizes that are accepted
 */
public record InputSpec(List<Input> inputs, InputRule rule) {
    /** The name of the only input of nearly all networks. */
    public static final String IMAGE = "image";

    /**
     * One input, (N, C, H, W).
     *
     * @param name kebab-case
     * @param channels C
     */
    public record Input(String name, int channels) {}

    public InputSpec {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("a network has at least one input");
        }
    }

    /** One image. */
    public static InputSpec image(int channels, InputRule rule) {
        return new InputSpec(List.of(new Input(IMAGE, channels)), rule);
    }
}
