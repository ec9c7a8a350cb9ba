package io.vertebra.core.weights;

/**
 * The memory that a file may make a reader use for its own objects. It grows with the length of the file and is taken before
 * anything is made, so that a small file stays cheap whatever it claims.
 */
final class Allowance {
    private static final long BASE = 16L << 20;
    private static final long PER_BYTE = 32;

    private final String file;
    private long left;

    /**
     * For one file.
     *
     * @param length of the file in bytes
     */
    Allowance(String file, long length) {
        this.file = file;
        left = BASE + PER_BYTE * Math.min(length, Long.MAX_VALUE / (2 * PER_BYTE));
    }

    /** Takes about so many bytes. */
    void take(long bytes) {
        left -= bytes;
        if (left < 0) {
            throw WeightsFaults.corrupt(file, "a file describes no more than fits its own length", "more");
        }
    }
}
