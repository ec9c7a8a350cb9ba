package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a user sees when a command fails: problems with their fixes, a trace only when asked for. */
final class Failures {
    private final Terminal terminal;

    Failures(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The exit code, after the message. */
    int report(Throwable e) {
        trace(e);
        if (e instanceof VertebraException known) {
            known.problems().forEach(terminal::print);
            return ExitCode.of(known);
        }
        if (e instanceof OutOfMemoryError) {
            terminal.print(Problem.of(ErrorCode.INTERNAL, "the memory of the Java VM does not suffice")
                    .received(String.valueOf(e.getMessage()))
                    .fix("give it more, such as VERTEBRA_OPTS=-Xmx4g, or use smaller images"));
            return ExitCode.INTERNAL;
        }
        terminal.print(Problem.of(ErrorCode.INTERNAL, "internal error")
                .received(String.valueOf(e).lines().findFirst().orElse(""))
                .fix("set VERTEBRA_DEBUG=1 to see the trace, and report it"));
        return ExitCode.INTERNAL;
    }

    /** A command line that cannot be understood. */
    int usage(ParameterException e) {
        trace(e);
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        StringWriter near = new StringWriter();
        if (e instanceof UnmatchedArgumentException) {
            UnmatchedArgumentException.printSuggestions(e, new PrintWriter(near));
        }
        String suggestion = near.toString().strip().replaceAll("\\s+", " ");
        String help = "`" + command + " --help` shows the usage";
        terminal.print(Problem.of(
                        ErrorCode.USAGE,
                        String.valueOf(e.getMessage()).lines().findFirst().orElse(""))
                .fix(suggestion.isEmpty() ? help : suggestion + "; " + help));
        return ExitCode.USAGE;
    }

    private void trace(Throwable e) {
        if (terminal.debug()) {
            e.printStackTrace(terminal.err());
        }
    }
}
