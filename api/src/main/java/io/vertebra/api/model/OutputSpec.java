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
     * @param shape in letters, such as {@code (N, A K, H, W)}: an axis is a product of numbers and letters. N is the batch and K
     *     {@link Head#classes}; another letter means the same in all outputs of a level, H and W in one output. Other signs, as in
     *     {@code 2^D H}, are for readers only
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
