package io.vertebra.api.nn;

import ai.djl.ndarray.types.Shape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A declared tensor of a layer: what it is, not its value. Values live with the model, so that a network is immutable and can
 * be shared between threads and runs.
 */
public final class Parameter {
    private final Shape shape;
    private final Role role;
    private final @Nullable Initial initial;

    /** What a parameter is for; decides its initial value and whether training moves it. */
    public enum Role {
        /**
         * The weight of a convolution or a linear layer: (out, in / groups, kernel H, kernel W), transposed (in, out / groups,
         * kernel H, kernel W), or (out, in).
         */
        WEIGHT(true),
        /** Added for each output channel. */
        BIAS(true),
        /** The factor of a norm. */
        SCALE(true),
        /** The summand of a norm. */
        SHIFT(true),
        /** The factor of a rectifier's negative side. */
        SLOPE(true),
        /** The mean that a batch norm keeps. */
        RUNNING_MEAN(false),
        /** The variance that a batch norm keeps. */
        RUNNING_VARIANCE(false);

        private final boolean trainable;

        Role(boolean trainable) {
            this.trainable = trainable;
        }

        /** Whether published counts include it. */
        public boolean trainable() {
            return trainable;
        }
    }

    Parameter(Shape shape, Role role, @Nullable Initial initial) {
        this.shape = shape;
        this.role = role;
        this.initial = initial;
    }

    /** The exact shape, known at construction. */
    public Shape shape() {
        return shape;
    }

    /** What it is for. */
    public Role role() {
        return role;
    }

    /** How it is drawn where its paper says so; otherwise its role decides. */
    public Optional<Initial> initial() {
        return Optional.ofNullable(initial);
    }
}
