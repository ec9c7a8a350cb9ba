package io.vertebra.core;

/**
 * Where the time of a prediction went, in nanoseconds.
 *
 * @param prepare resize and normalise
 * @param forward the networks
 * @param decode from raw outputs to the result
 */
public record Timings(long prepare, long forward, long decode) {
    /** All of it. */
    public long total() {
        return prepare + forward + decode;
    }
}
