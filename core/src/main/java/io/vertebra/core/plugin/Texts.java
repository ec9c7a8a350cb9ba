package io.vertebra.core.plugin;

/** Text out of a plugin, made fit for a message. */
final class Texts {
    private static final int LONGEST = 200;

    private Texts() {}

    /** One line of bounded length without control characters: a plugin must not move the cursor of a terminal. */
    static String clip(String text) {
        String line = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return line.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    /** The kind of an exception and what it says. */
    static String of(Throwable cause) {
        String message = cause.getMessage();
        return clip(cause.getClass().getName() + (message == null ? "" : ": " + message));
    }
}
