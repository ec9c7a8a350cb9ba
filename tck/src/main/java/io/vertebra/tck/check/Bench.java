package io.vertebra.tck.check;

import ai.djl.ndarray.NDManager;
import io.vertebra.core.runtime.Engines;

/**
 * What checks run on.
 *
 * @param device as a recipe writes it: cpu, gpu or gpu:N
 * @param seed of all values that the kit makes up
 */
public record Bench(String device, long seed) {
    /** The bench of a normal run. */
    public static Bench cpu() {
        return new Bench("cpu", 42);
    }

    /** A fresh manager on the device; the check closes it. */
    public NDManager manager() {
        return Engines.manager(device);
    }
}
