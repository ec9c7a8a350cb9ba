package io.vertebra.api.error;

/**
 * The call was right, and there is no result all the same: too many others asked, the time ran out, or the call was cancelled.
 * The code says which. The same call may succeed later.
 */
public final class UnavailableException extends VertebraException {
    private static final long serialVersionUID = 1L;

    /** Not serialised, as the problems are not; the message names it. */
    private final transient ErrorCode code;

    /** One problem; its code is one of {@code OVERLOADED}, {@code DEADLINE}, {@code CANCELLED}. */
    public UnavailableException(Problem problem) {
        super(problem);
        code = problem.code();
    }

    /** Why there is no result. */
    public ErrorCode code() {
        return code;
    }
}
