package io.vertebra.core;

/**
 * Where the time of a prediction went, in nanoseconds.
 *
 * @param queue until it was the prediction's turn
 * @param read from an image file's content to pixels
 * @param prepare resize and normalise
 * @param forward the networks
 * @param decode from raw outputs to the result
 */
public record Timings(long queue, long read, long prepare, long forward, long decode) {
    /** All of it. */
    public long total() {
        return queue + read + prepare + forward + decode;
    }
}
