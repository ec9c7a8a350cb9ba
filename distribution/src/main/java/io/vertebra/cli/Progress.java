package io.vertebra.cli;

import io.vertebra.api.error.Problem;
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
    /** What came up while the bar has the line. */
    private final List<Problem> waiting = new ArrayList<>();

    private Progress(Terminal terminal, @Nullable ProgressBar bar) {
        this.terminal = terminal;
        this.bar = bar;
    }

    static Progress of(Terminal terminal, String task, int steps) {
        if (!terminal.errIsScreen() || steps < 2) {
            return new Progress(terminal, null);
        }
        // With a stated length the consumer does not ask the terminal, which would load a native library.
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(terminal.err(), Terminal.COLUMNS - 1))
                .build();
        return new Progress(terminal, bar);
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
        }
        waiting.forEach(terminal::print);
    }
}
