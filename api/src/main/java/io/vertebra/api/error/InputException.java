package io.vertebra.api.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An image or a folder cannot be used: give another one. */
public final class InputException extends VertebraException {
    private static final long serialVersionUID = 1L;

    /** One or more problems; the cause is for developers. */
    public InputException(List<Problem> problems, @Nullable Throwable cause) {
        super(problems, cause);
    }

    /** One problem. */
    public InputException(Problem problem) {
        super(problem);
    }
}
