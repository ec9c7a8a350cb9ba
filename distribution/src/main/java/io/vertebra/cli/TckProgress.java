package io.vertebra.cli;

import io.vertebra.tck.TckRequest;
import io.vertebra.tck.isolated.IsolatedRun;
import io.vertebra.tck.report.TckReport;
import java.nio.file.Path;
import java.time.Duration;

/** A bar over the runs of several plugins, each of which is as long as the others. */
final class TckProgress implements AutoCloseable {
    private static final int STEPS = 100;

    private final Progress bar;
    private int done;

    TckProgress(Terminal terminal, int plugins) {
        bar = Progress.of(terminal, "tck", plugins * STEPS);
    }

    TckReport run(TckRequest request, Duration limit, Path scratch) throws InterruptedException {
        int start = done;
        TckReport report = new IsolatedRun(request, limit, scratch)
                .run((answered, questions) -> advance(start + (questions == 0 ? 0 : STEPS * answered / questions)));
        advance(start + STEPS);
        return report;
    }

    private void advance(int to) {
        while (done < to) {
            bar.step();
            done++;
        }
    }

    @Override
    public void close() {
        bar.close();
    }
}
