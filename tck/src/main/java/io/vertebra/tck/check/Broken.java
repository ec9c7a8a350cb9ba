package io.vertebra.tck.check;

/** A rule that was found broken deep inside a check; ends the check as {@link Verdict#fail} would. */
public final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * The failure.
     *
     * @param detail in one sentence with the received and the expected value
     */
    public Broken(String detail) {
        super(detail);
    }

    /** Goes on when the condition holds. */
    public static void unless(boolean kept, String detail) {
        if (!kept) {
            throw new Broken(detail);
        }
    }
}
