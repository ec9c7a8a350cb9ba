package io.vertebra.tck.isolated;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Problem;
import io.vertebra.core.plugin.HostVersion;
import io.vertebra.core.plugin.PluginDescriptor;
import io.vertebra.core.plugin.PluginLoader;
import io.vertebra.core.plugin.PluginUnit;
import io.vertebra.tck.TckRequest;
import io.vertebra.tck.report.Finding;
import io.vertebra.tck.report.Status;
import io.vertebra.tck.report.TckReport;
import io.vertebra.tck.rule.RuleBook;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntBinaryOperator;

/**
 * The kit on one plugin in a JVM of its own. However that JVM ends, there is a report: what it had found, and, when it did not
 * come to its end, a failure of the rule that was being asked, or of loading, with what was seen from outside.
 */
public final class IsolatedRun {
    private static final String LOADING_RULE = "PLUGIN-02";
    private static final long LOOK_MILLIS = 50;
    private static final int LAST_LINES = 5;
    private static final int LONGEST_LINE = 200;

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
     * @throws io.vertebra.api.error.InputException when no process can be started, or the run was refused before it began
     * @throws InterruptedException when this thread is interrupted; the process is ended
     */
    public TckReport run(Watcher watcher) throws InterruptedException {
        Path output = scratch.resolve("output.txt");
        Path file = scratch.resolve("journal.txt");
        try {
            Files.deleteIfExists(file);
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
                Runtime.getRuntime().removeShutdownHook(killer);
            }
        } catch (IOException e) {
            throw new InputException(
                    List.of(Problem.of(ErrorCode.INTERNAL, "the process of the kit can be started and watched")
                            .received(e.getMessage())),
                    e);
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
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                lines.lines().forEach(journal::add);
            }
        }
        return journal;
    }
