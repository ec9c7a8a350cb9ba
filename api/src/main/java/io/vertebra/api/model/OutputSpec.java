package io.vertebra.api.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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
     * @param trainingOnly whether only training uses it: prediction neither computes nor copies it
     */
    public record Output(String name, String shape, boolean trainingOnly) {}

    public OutputSpec {
        outputs = List.copyOf(outputs);
    }

    /** The names of the outputs that only training uses, such as those of auxiliary classifiers. */
    public Set<String> trainingOnly() {
        return outputs.stream().filter(Output::trainingOnly).map(Output::name).collect(Collectors.toUnmodifiableSet());
    }

    /** A single output. */
    public static OutputSpec single(String shape) {
        return new OutputSpec(List.of(new Output(OUTPUT, shape, false)));
    }
}
