package io.vertebra.tck.isolated;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Problem;
import io.vertebra.tck.Headers;
import io.vertebra.tck.TckRequest;
import io.vertebra.tck.report.Finding;
import io.vertebra.tck.report.Status;
import io.vertebra.tck.report.TckReport;
import io.vertebra.tck.rule.RuleBook;
import io.vertebra.tck.subject.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The kit on one plugin in a JVM of its own. However that JVM ends, there is a report: what it had found, and, when it did not
 * come to its end, a failure of the rule that was being asked, or of loading, with what was seen from outside.
 */
public final class IsolatedRun {
    private static final String LOADING_RULE = "PLUGIN-02";
    /** A plugin ended the process where nobody asked it anything. */
    private static final String EXIT_RULE = "PLUGIN-12";

    private static final long LOOK_MILLIS = 50;
    private static final int LAST_LINES = 5;
    private static final int LONGEST_LINE = 200;
    /** Bytes at the end of what a process printed; more than the last lines need. */
    private static final long MOST_OUTPUT = 1 << 16;

    private final TckRequest request;
    private final Duration limit;
    private final Path scratch;
    private final RuleBook book = RuleBook.standard();

    /**
     * A run that is not started yet.
     *
     * @param request of a JAR or a folder of JARs
     * @param limit of the whole run
     * @param scratch a folder for what the process writes on the way; the caller takes it away
     */
    public IsolatedRun(TckRequest request, Duration limit, Path scratch) {
        this.request = request;
        this.limit = limit;
        this.scratch = scratch;
    }

    /** Told how far the run is: answered of asked rules. */
    @FunctionalInterface
    public interface Watcher {
        /** Called while it runs, on the thread that waits. */
        void seen(int answered, int questions);
    }

    /**
     * Starts the process and waits for it.
     *
     * @throws InputException when no process can be started, or it ends before it loads the plugin
     * @throws InterruptedException when this thread is interrupted; the process is ended
     */
    public TckReport run(Watcher watcher) throws InterruptedException {
        Path output = scratch.resolve("output.txt");
        Path file = scratch.resolve("journal.txt");
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(ChildCommand.crash(scratch)); // of the run before
            Process process = new ProcessBuilder(ChildCommand.of(file, scratch, request))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            Thread killer = new Thread(process::destroyForcibly, "end the process of the kit");
            Runtime.getRuntime().addShutdownHook(killer);
            try {
                boolean ended = await(process, file, watcher);
                return report(read(file), ended ? exit(process) : late(), output);
            } finally {
                process.destroyForcibly().waitFor();
                unhook(killer);
            }
        } catch (IOException e) {
            throw new InputException(
                    List.of(Problem.of(ErrorCode.INTERNAL, "the process of the kit can be started and watched")
                            .received(e.getMessage())),
                    e);
        }
    }

    private static void unhook(Thread killer) {
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException e) {
            // This process is ending itself; the hook has run or runs now.
            return;
        }
    }

    private boolean await(Process process, Path file, Watcher watcher) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
            Journal journal = read(file);
            watcher.seen(journal.findings().size(), journal.questions());
        }
        return false;
    }

    private Journal read(Path file) throws IOException {
        Journal journal = new Journal(book);
        if (Files.exists(file)) {
            // Not Files.newBufferedReader, which refuses bytes that are no text.
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
                lines.lines().forEach(journal::add);
            }
        }
        return journal;
    }

    private TckReport report(Journal journal, String end, Path output) throws IOException {
        List<Finding> findings = new ArrayList<>(journal.findings());
        List<String> obstacles = new ArrayList<>(journal.obstacles());
        obstacles.addAll(journal.refused());
        TckReport.Header header = journal.header().orElseGet(() -> Headers.unopened(request));
        if (!journal.ended() && journal.refused().isEmpty()) {
            if (!journal.loading()) {
                throw new InputException(
                        Problem.of(ErrorCode.INTERNAL, "the process of the kit begins, before it loads the plugin")
                                .received(end + lastWords(output))
                                .fix("run `vertebra doctor`"));
            }
            findings.add(cutOff(journal, header.plugin(), end + lastWords(output)));
        }
        return new TckReport(header, findings, obstacles);
    }

    /** The failure that stands for a run that was cut off. */
    private Finding cutOff(Journal journal, String plugin, String detail) {
        Journal.Question question = journal.open().orElse(null);
        if (question != null) {
            String text = "while this was checked, " + detail;
            return new Finding(question.rule(), question.kind(), question.subject(), Status.FAIL, text, true, 0);
        }
        boolean loaded = journal.header().isPresent();
        String id = loaded ? EXIT_RULE : LOADING_RULE;
        String text = (loaded ? "between two checks, " : "while the plugin was loaded, ") + detail;
        return new Finding(book.find(id).orElseThrow(), Kind.PLUGIN, plugin, Status.FAIL, text, true, 0);
    }

    private String late() {
        return "the process did not end within " + limit.toSeconds() + " s";
    }

    private String exit(Process process) {
        boolean crashed = Files.exists(ChildCommand.crash(scratch));
        return (crashed ? "the Java VM crashed with exit code " : "the process ended with exit code ")
                + process.exitValue();
    }

    private static String lastWords(Path output) throws IOException {
        if (!Files.exists(output)) {
            return "";
        }
        // A plugin can print anything; bytes that are no text are shown as such.
        List<String> lines = new String(end(output), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceAll("\\p{Cntrl}+", " ").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("SLF4J"))
                .toList();
        if (lines.isEmpty()) {
            return "";
        }
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()).stream()
                .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line)
                .collect(Collectors.joining(" | ", "; it printed: ", ""));
    }

    /** A plugin that prints without an end fills gigabytes before the deadline. */
    private static byte[] end(Path output) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(output.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - MOST_OUTPUT));
            byte[] bytes = new byte[(int) Math.min(file.length(), MOST_OUTPUT)];
            int read = file.read(bytes);
            return read <= 0 ? new byte[0] : Arrays.copyOf(bytes, read);
        }
    }
}
