package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Problem;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where results and messages go. Results are UTF-8, because JSON is; so are messages.
 *
 * @param out for results only
 * @param err for messages and progress
 * @param outIsScreen whether a person sees {@code out}
 * @param errIsScreen whether a person sees {@code err}
 * @param colours whether help may be coloured
 * @param debug whether traces are shown
 */
record Terminal(
        PrintWriter out, PrintStream err, boolean outIsScreen, boolean errIsScreen, boolean colours, boolean debug) {
    /** Tables and wrapped text fit into it. */
    static final int COLUMNS = 80;

    /** The streams of this process. */
    static Terminal system() {
        Charset utf8 = StandardCharsets.UTF_8;
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, utf8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, utf8);
        boolean outIsScreen = isScreen("out");
        String noColour = System.getenv("NO_COLOR");
        boolean colours = outIsScreen && (noColour == null || noColour.isEmpty());
        return new Terminal(
                out, err, outIsScreen, isScreen("err"), colours, "1".equals(System.getenv("VERTEBRA_DEBUG")));
    }

    /** The launcher looks at each stream; the JVM knows only about standard input and output together. */
    private static boolean isScreen(String stream) {
        String told = System.getProperty("vertebra.screen." + stream);
        return told == null ? System.console() != null : told.equals("true");
    }

    void print(Problem problem) {
        err.println(problem.text());
    }

    void print(List<String> lines) {
        lines.forEach(out::println);
    }

    /** A document of its own, with a line end after it. */
    void printJson(Object document) {
        out.println(Json.pretty(document));
    }

    /** Results that were lost are an error like any other, be it a full disk or a reader that went away. */
    void requireWritten() {
        if (out.checkError()) {
            throw new InputException(Problem.of(ErrorCode.OUTPUT_NOT_WRITABLE, "standard output cannot be written")
                    .received("a full disk, or a reader that has ended")
                    .fix("write the output to another place"));
        }
    }
}
