package io.vertebra.core.parity;

import io.vertebra.api.model.Dialect;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a reference implementation computed, without weights: every tensor is made from its own name.
 *
 * @param file where it was read
 * @param id a label
 * @param subject what the reference ran
 * @param dialect of the keys
 * @param seed of all values
 * @param parameters the reference's number of trainable values
 * @param inputOffset of the network's inputs
 * @param inputScale of the network's inputs
 * @param state the reference's checkpoint
 * @param cases one forward each
 */
public record Fixture(
        String file,
        String id,
        Subject subject,
        Dialect dialect,
        long seed,
        long parameters,
        double inputOffset,
        double inputScale,
        List<Tensor> state,
        List<Case> cases) {

    /** What is compared. */
    public sealed interface Subject permits Model, Part {}

    /**
     * A model of the catalog.
     *
     * @param name of the model
     * @param overrides of its recipe, by dotted path
     */
    public record Model(String name, Map<String, Object> overrides) implements Subject {}

    /**
     * A part by itself.
     *
     * @param role of the part
     * @param type its id or variant
     * @param in for a neck the channels of each level that goes in
     * @param channels for an attention those of its map or tokens, otherwise null
     * @param options plain values by key
     */
    public record Part(
            Role role,
            String type,
            Map<String, Integer> in,
            @Nullable Integer channels,
            Map<String, Object> options) implements Subject {}

    /** The parts that are compared by themselves. */
    public enum Role {
        /** Image in, levels out. */
        BACKBONE,
        /** Levels in, levels out. */
        NECK,
        /** Map or tokens in, the same out. */
        ATTENTION
    }

    /**
     * A tensor of the checkpoint.
     *
     * @param key its name
     * @param shape its sizes
     * @param offset centre of its values
     * @param scale half the width of their range
     */
    public record Tensor(String key, List<Long> shape, double offset, double scale) {}

    /**
     * One forward.
     *
     * @param inputs of the network
     * @param outputs by name
     */
    public record Case(List<Input> inputs, Map<String, Expected> outputs) {}

    /**
     * An input of the network.
     *
     * @param name of the input
     * @param shape (N, C, H, W)
     * @param kind uniform or image
     */
    public record Input(String name, List<Long> shape, String kind) {}

    /**
     * An output.
     *
     * @param shape its sizes
     * @param mean of all values
     * @param absmax the largest absolute value
     * @param float32Deviation what the reference itself loses in float32, relative to absmax
     * @param samples flat index and value
     */
    public record Expected(
            List<Long> shape, double mean, double absmax, double float32Deviation, List<Sample> samples) {}

    /**
     * One value of an output.
     *
     * @param index flat, row-major
     * @param value expected
     */
    public record Sample(int index, double value) {}
}
