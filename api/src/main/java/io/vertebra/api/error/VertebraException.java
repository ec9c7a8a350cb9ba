package io.vertebra.api.error;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything that Vertebra throws on purpose; its subclasses say what the caller can do. It carries all problems
 * that were found, not only the first.
 */
public class VertebraException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Not serialised: the message holds the text of all problems. */
    private final transient List<Problem> problems;

    /** One or more problems; the cause is for developers. */
    public VertebraException(List<Problem> problems, @Nullable Throwable cause) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("\n")), cause);
        this.problems = List.copyOf(problems);
    }

    /** One problem. */
    public VertebraException(Problem problem) {
        this(List.of(problem), null);
    }

    /** All problems that were found, in the order of their places. */
    public final List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }
}
