package io.vertebra.tck.isolated;

import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import io.vertebra.tck.TckRequest;
import io.vertebra.tck.TckRunner;
import io.vertebra.tck.check.Bench;
import io.vertebra.tck.engine.Deadline;
import io.vertebra.tck.report.Finding;
import io.vertebra.tck.report.ReportForm;
import io.vertebra.tck.report.TckReport;
import io.vertebra.tck.rule.Rule;
import io.vertebra.tck.subject.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The process in which one plugin is run. Writes a {@link Journal}; ends when its standard input does, so that it never outlives
 * its parent. Started by {@link IsolatedRun} only.
 */
public final class Child {
    /** Position of arguments: journal, unit, device, seed, seconds per rule, includes, companions. */
    private static final int JOURNAL = 0;

    private static final int UNIT = 1;
    private static final int DEVICE = 2;
    private static final int SEED = 3;
    private static final int SECONDS = 4;
    private static final int INCLUDES = 5;
    private static final int COMPANIONS = 6;

    /** The exit code of a run that came to its end, whatever it found. */
    static final int DONE = 0;

    private Child() {}

    static List<String> arguments(Path journal, TckRequest request) {
        List<String> companions =
                request.companions().stream().map(Path::toString).toList();
        return List.of(
                journal.toString(),
                request.unit().toString(),
                request.bench().device(),
                Long.toString(request.bench().seed()),
                Long.toString(request.deadline().limit().toSeconds()),
                ReportForm.line(request.includes()),
                ReportForm.line(companions));
    }

    private static TckRequest request(String... arguments) {
        return TckRequest.of(Path.of(arguments[UNIT]))
                .withBench(new Bench(arguments[DEVICE], Long.parseLong(arguments[SEED])))
                .within(new Deadline(Duration.ofSeconds(Long.parseLong(arguments[SECONDS]))))
                .including(ReportForm.texts(arguments[INCLUDES]))
                .withCompanions(ReportForm.texts(arguments[COMPANIONS]).stream()
                        .map(Path::of)
                        .toList());
    }

    /** Runs the kit. */
    public static void main(String[] arguments) throws IOException {
        endWithParent(System.in);
        // Held by this class alone: a plugin that prints, or closes System.out, does not reach it.
        try (Writer file = Files.newBufferedWriter(Path.of(arguments[JOURNAL]), StandardCharsets.UTF_8)) {
            Lines lines = new Lines(file);
            try {
                TckRequest request = request(arguments);
                request.bench().manager().close(); // an engine that does not start is no fault of the plugin
                lines.write(Journal.LOADING);
                TckRunner.run(request, lines);
                lines.write(Journal.END);
            } catch (VertebraException e) {
                List<String> problems = e.problems().stream().map(Problem::text).toList();
                lines.write(Journal.REFUSED + ReportForm.line(problems));
            }
        }
        // Threads that the plugin left running must not keep the process.
        Runtime.getRuntime().halt(DONE);
    }

    private static void endWithParent(InputStream in) {
        Thread thread = new Thread(
                () -> {
                    try {
                        while (in.read() >= 0) {
                            continue;
                        }
                    } catch (IOException e) {
                        // As good as the end.
                        Runtime.getRuntime().halt(1);
                    }
                    Runtime.getRuntime().halt(1);
                },
                "end with the parent");
        thread.setDaemon(true);
        thread.start();
    }

    /** Each line is in the file before the next thing happens. */
    private static final class Lines implements TckRunner.Listener {
        private final Writer file;

        Lines(Writer file) {
            this.file = file;
        }

        private void write(String line) {
            try {
                file.write(line);
                file.write('\n');
                file.flush();
            } catch (IOException e) {
                throw new UncheckedIOException("the journal cannot be written", e);
            }
        }

        @Override
        public void opened(TckReport.Header header, List<String> obstacles, int questions) {
            write(Journal.HEADER + ReportForm.line(header));
            write(Journal.OBSTACLES + ReportForm.line(obstacles));
            write(Journal.QUESTIONS + questions);
        }

        @Override
        public void asking(Subject subject, Rule rule) {
            write(Journal.asking(subject, rule));
        }

        @Override
        public void found(Finding finding) {
            write(Journal.FOUND + ReportForm.line(finding));
        }
    }
}
