package io.vertebra.api.options;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import java.util.List;

/** A value that an option does not take, or options that do not go together. The recipe reader adds the place. */
public final class OptionException extends LoadException {
    private static final long serialVersionUID = 1L;

    private OptionException(Problem problem) {
        super(problem);
    }

    static OptionException type(Option option, Object raw) {
        return new OptionException(Problem.of(ErrorCode.WRONG_TYPE, option.key() + " takes " + option.describe())
                .received(spell(raw)));
    }

    static OptionException range(Option option, Object raw, String nearest) {
        return new OptionException(Problem.of(ErrorCode.OUT_OF_RANGE, option.key() + " takes " + option.describe())
                .received(spell(raw))
                .fix(nearest));
    }

    static OptionException choice(Option option, String raw) {
        return new OptionException(Problem.of(ErrorCode.OUT_OF_RANGE, option.key() + " takes " + option.describe())
                .received(spell(raw)));
    }

    static OptionException together(String message) {
        return new OptionException(Problem.of(ErrorCode.INVALID_OPTIONS, message));
    }

    private static String spell(Object raw) {
        return raw instanceof List<?> list ? list.toString() : String.valueOf(raw);
    }
}
