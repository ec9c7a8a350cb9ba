package io.vertebra.api.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The call is wrong: call again with other arguments. */
public final class UsageException extends VertebraException {
    private static final long serialVersionUID = 1L;

    /** One or more problems; the cause is for developers. */
    public UsageException(List<Problem> problems, @Nullable Throwable cause) {
        super(problems, cause);
    }

    /** One problem. */
    public UsageException(Problem problem) {
        super(problem);
    }
}
