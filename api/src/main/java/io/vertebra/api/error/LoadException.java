package io.vertebra.api.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A recipe, weights file, plugin or fixture cannot be used: mend it and load again. */
public class LoadException extends VertebraException {
    private static final long serialVersionUID = 1L;

    /** One or more problems; the cause is for developers. */
    public LoadException(List<Problem> problems, @Nullable Throwable cause) {
        super(problems, cause);
    }

    /** One problem. */
    public LoadException(Problem problem) {
        super(problem);
    }
}
