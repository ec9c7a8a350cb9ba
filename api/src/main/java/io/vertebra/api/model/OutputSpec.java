package io.vertebra.api.model;

import java.util.List;

/**
 * The raw outputs of a head.
 *
 * @param outputs in the order of the network
 */
public record OutputSpec(List<Output> outputs) {
    /** The name of a single output. */
    public static final String OUTPUT = "output";

    /**
     * One raw output.
     *
     * @param name such as {@code cls.p3}
     * @param shape in letters, such as {@code (N, A K, H, W)}
     * @param trainingOnly whether prediction leaves it out
     */
    public record Output(String name, String shape, boolean trainingOnly) {}

    public OutputSpec {
        outputs = List.copyOf(outputs);
    }

    /** A single output. */
    public static OutputSpec single(String shape) {
        return new OutputSpec(List.of(new Output(OUTPUT, shape, false)));
    }
}
