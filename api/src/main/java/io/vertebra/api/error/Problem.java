package io.vertebra.api.error;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong.
 *
 * @param code stable
 * @param message the rule that is broken, in one sentence without a full stop
 * @param at where, if there is a place
 * @param received the value that was found
 * @param fix what would work: a value, a name, a command
 */
public record Problem(
        ErrorCode code,
        String message,
        @Nullable Location at,
        @Nullable String received,
        @Nullable String fix) {

    /** A problem that has no place yet. */
    public static Problem of(ErrorCode code, String message) {
        return new Problem(code, message, null, null, null);
    }

    /** The same problem at this place. */
    public Problem at(Location place) {
        return new Problem(code, message, place, received, fix);
    }

    /** The same problem with the value that was found. */
    public Problem received(@Nullable Object value) {
        return new Problem(code, message, at, String.valueOf(value), fix);
    }

    /** The same problem with a way out. */
    public Problem fix(@Nullable String wayOut) {
        return new Problem(code, message, at, received, wayOut);
    }

    /**
     * One line for the rule and its place, then an indented line each for the value and the way out. Control characters, which
     * a file's name may hold, are shown as question marks: they must not move the cursor of a terminal.
     */
    public String text() {
        List<String> lines = new ArrayList<>();
        String place = at == null ? "" : at + ": ";
        String path = at == null || at.path() == null ? "" : at.path() + ": ";
        lines.add(printable(place + path + message + " [" + code.id() + "]"));
        if (received != null) {
            lines.add(printable("    received: " + received));
        }
        if (fix != null) {
            lines.add(printable("    fix: " + fix));
        }
        return String.join("\n", lines);
    }

    private static String printable(String line) {
        return line.replaceAll("\\R", " ").replaceAll("\\p{Cntrl}", "?");
    }
}
