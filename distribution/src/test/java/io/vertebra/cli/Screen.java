package io.vertebra.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** A terminal that remembers what was written to it. */
final class Screen {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal;

    Screen() {
        this(false);
    }

    /** @param isSeen whether a person looks at it */
    Screen(boolean isSeen) {
        terminal = new Terminal(
                new PrintWriter(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                isSeen,
                isSeen,
                false,
                false);
    }

    Terminal terminal() {
        return terminal;
    }

    String out() {
        terminal.out().flush();
        return text(out);
    }

    String err() {
        return text(err);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
