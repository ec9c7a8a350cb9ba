package io.vertebra.cli;

import io.vertebra.api.error.Problem;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a run is: a bar on standard error where a person sees it and there is more than one step, otherwise nothing. */
final class Progress implements AutoCloseable {
    private final Terminal terminal;
    private final @Nullable ProgressBar bar;
    private final Line line;
    /** What came up while the bar has the line. */
    private final List<Problem> waiting = new ArrayList<>();

    /** The line of the bar. A bar that ends before its first tick leaves it open. */
    private static final class Line extends ConsoleProgressBarConsumer {
        private boolean open = true;

        /** With a stated length, the terminal is not asked for one, which would load a native library. */
        Line(PrintStream out) {
            super(out, Terminal.COLUMNS - 1);
        }

        @Override
        public void close() {
            if (open) {
                open = false;
                super.close();
            }
        }
    }

    private Progress(Terminal terminal, @Nullable ProgressBar bar, Line line) {
        this.terminal = terminal;
        this.line = line;
        this.bar = bar;
    }

    static Progress of(Terminal terminal, String task, int steps) {
        Line line = new Line(terminal.err());
        if (!terminal.errIsScreen() || steps < 2) {
            return new Progress(terminal, null, line);
        }
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(line)
                .build();
        return new Progress(terminal, bar, line);
    }

    void step() {
        if (bar != null) {
            bar.step();
        }
    }

    /** Shown at once, or below the bar when it ends. */
    void report(Problem problem) {
        if (bar == null) {
            terminal.print(problem);
        } else {
            waiting.add(problem);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            line.close();
        }
        waiting.forEach(terminal::print);
    }
}
