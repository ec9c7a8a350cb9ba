package io.vertebra.core.runtime;

import io.vertebra.api.model.RawOutputs;
import java.util.Map;
import java.util.Set;

/** Runs one model on plain buffers. Safe to share between threads; equal input gives equal output, bit for bit. */
public interface ModelRuntime extends AutoCloseable {
    /**
     * What a forward gave.
     *
     * @param outputs of the head, without those that only training uses
     * @param taps the asked intermediate values that were met
     */
    record Forwarded(RawOutputs outputs, Map<String, RawOutputs.Value> taps) {}

    /** The name of the runtime in recipes. */
    String name();

    /** The device that it runs on. */
    String device();

    /**
     * One forward.
     *
     * @param inputs by name, (N, C, H, W)
     * @param taps values to return as well: {@code backbone.c3}, {@code neck.p4}, the name of a probe, or {@code head.aux} for
     *     an output that only training uses, which is computed only then
     */
    Forwarded run(Map<String, RawOutputs.Value> inputs, Set<String> taps);

    /** Frees the parameters. */
    @Override
    void close();
}
