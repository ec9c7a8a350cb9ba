package io.vertebra.core.weights;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The coded problems of weights files, each at its file. */
final class WeightsFaults {
    static final String FETCH_AGAIN = "copy or download the file again and compare its SHA-256";
    private static final int LONGEST_NAME = 100;

    private WeightsFaults() {}

    static LoadException corrupt(String file, String message, @Nullable Object received) {
        return corrupt(file, message, received, null);
    }

    static LoadException corrupt(String file, String message, @Nullable Object received, @Nullable Throwable cause) {
        return load(ErrorCode.WEIGHTS_CORRUPT, file, message, received, FETCH_AGAIN, cause);
    }

    static LoadException format(String file, String message, @Nullable Object received, String fix) {
        return load(ErrorCode.WEIGHTS_FORMAT, file, message, received, fix, null);
    }

    static LoadException unreadable(String file, String message, @Nullable Object received, String fix) {
        return load(ErrorCode.WEIGHTS_UNREADABLE, file, message, received, fix, null);
    }

    static LoadException unreadable(
            String file, String message, @Nullable Object received, String fix, @Nullable Throwable cause) {
        return load(ErrorCode.WEIGHTS_UNREADABLE, file, message, received, fix, cause);
    }

    static LoadException io(String file, IOException cause) {
        String received = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        String message = "the weights file cannot be read";
        return unreadable(file, message, received, "check the disk, the file system and its permissions", cause);
    }

    static UsageException noTensor(String file, String key) {
        return new UsageException(Problem.of(ErrorCode.USAGE, "only tensors that the file lists can be read")
                .at(Location.of(file))
                .received(quote(key))
                .fix("one of the keys of tensors()"));
    }

    /** The fault after the content was closed; a failure to close travels with it. */
    static LoadException closing(Content content, LoadException fault) {
        try {
            content.close();
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
        return fault;
    }

    /** A name out of a file: short, and without anything that a terminal acts on. */
    static String quote(String name) {
        String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "...";
        return "'" + shown.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?") + "'";
    }

    static LoadException load(
            ErrorCode code,
            String file,
            String message,
            @Nullable Object received,
            @Nullable String fix,
            @Nullable Throwable cause) {
        Problem problem = Problem.of(code, message).at(Location.of(file)).fix(fix);
        return new LoadException(List.of(received == null ? problem : problem.received(received)), cause);
    }
}
