package io.vertebra.api.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a part's parameters stand in a checkpoint of one dialect. Both sides are relative to the part's own root. A parameter
 * that no rule names has the same name in the checkpoint.
 */
public final class KeyMap {
    private final Map<String, String> modules;
    private final Map<String, Source> parameters;
    private final List<Ignored> ignored;

    /** Where the value of one parameter comes from. */
    public sealed interface Source permits Tensor, Constant, Reshaped, Slice, Joined {}

    /**
     * A tensor of the checkpoint.
     *
     * @param theirs its key
     * @param transform what makes it ours
     */
    public record Tensor(String theirs, Transform transform) implements Source {}

    /**
     * A number that the checkpoint does not store, because its exporter folded or dropped the tensor.
     *
     * @param value of each element
     */
    public record Constant(float value) implements Source {}

    /**
     * A tensor of the checkpoint that has the same values in the same order under another shape, such as a convolution over a
     * whole map that is a linear layer there.
     *
     * @param theirs its key
     * @param shape its shape in the checkpoint
     */
    public record Reshaped(String theirs, List<Long> shape) implements Source {
        public Reshaped {
            shape = List.copyOf(shape);
        }
    }

    /**
     * A range of a tensor of the checkpoint along one axis, such as the queries of a fused projection.
     *
     * @param theirs its key
     * @param axis the axis, in the checkpoint and here
     * @param begin the first index of ours on it
     * @param size the size of theirs on it
     */
    public record Slice(String theirs, int axis, long begin, long size) implements Source {}

    /**
     * Several tensors of the checkpoint that follow each other along one axis of ours, such as queries, keys and values that we
     * fuse.
     *
     * @param pieces their keys and their sizes on the axis, in order
     * @param axis the axis, in the checkpoint and here
     */
    public record Joined(List<Piece> pieces, int axis) implements Source {
        public Joined {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * One of several joined tensors.
     *
     * @param theirs its key
     * @param size its size on the axis
     */
    public record Piece(String theirs, long size) {}

    /**
     * Keys of a checkpoint that no parameter needs.
     *
     * @param prefix of the keys
     * @param reason why nothing is lost
     */
    public record Ignored(String prefix, String reason) {}

    private KeyMap(Builder builder) {
        modules = Map.copyOf(builder.modules);
        parameters = Map.copyOf(builder.parameters);
        ignored = List.copyOf(builder.ignored);
    }

    /** The same names on both sides. */
    public static KeyMap same() {
        return builder().build();
    }

    /** Rules that are added one by one. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where the parameter comes from; exact names win over the longest module. */
    public Source source(String ours) {
        Source exact = parameters.get(ours);
        if (exact != null) {
            return exact;
        }
        for (int dot = ours.lastIndexOf('.'); dot > 0; dot = ours.lastIndexOf('.', dot - 1)) {
            String theirs = modules.get(ours.substring(0, dot));
            if (theirs != null) {
                return new Tensor(theirs + ours.substring(dot), Transform.SAME);
            }
        }
        return new Tensor(ours, Transform.SAME);
    }

    /** Keys that are left out on purpose. */
    public List<Ignored> ignored() {
        return ignored;
    }

    /** Collects rules; a name can be given once. */
    public static final class Builder {
        private final Map<String, String> modules = new LinkedHashMap<>();
        private final Map<String, Source> parameters = new LinkedHashMap<>();
        private final List<Ignored> ignored = new ArrayList<>();

        private Builder() {}

        /** All parameters under {@code ours} stand under {@code theirs} with the same last names. */
        public Builder module(String ours, String theirs) {
            once(modules.put(ours, theirs), ours);
            return this;
        }

        /** One parameter. */
        public Builder tensor(String ours, String theirs, Transform transform) {
            return from(ours, new Tensor(theirs, transform));
        }

        /** One parameter that the checkpoint does not store. */
        public Builder constant(String ours, float value) {
            return from(ours, new Constant(value));
        }

        /** One parameter that comes from anywhere. */
        public Builder from(String ours, Source source) {
            once(parameters.put(ours, source), ours);
            return this;
        }

        /** Keys with this prefix are left out. */
        public Builder ignore(String prefix, String reason) {
            ignored.add(new Ignored(prefix, reason));
            return this;
        }

        private static void once(Object before, String ours) {
            if (before != null) {
                throw new IllegalArgumentException("two rules for " + ours);
            }
        }

        /** The finished map. */
        public KeyMap build() {
            return new KeyMap(this);
        }
    }
}
