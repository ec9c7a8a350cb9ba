package io.vertebra.tck.isolated;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.tck.GivenPlugin;
import io.vertebra.tck.TckRequest;
import io.vertebra.tck.report.Finding;
import io.vertebra.tck.report.Status;
import io.vertebra.tck.report.TckReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IsolatedRunTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private TckReport run(GivenPlugin plugin, Duration limit, IsolatedRun.Watcher watcher) throws Exception {
        TckRequest request =
                TckRequest.of(plugin.jar(folder)).including(List.of("BACKBONE-01", "BACKBONE-03", "BACKBONE-08"));
        Path scratch = Files.createDirectory(folder.resolve("scratch"));
        return new IsolatedRun(request, limit, scratch).run(watcher);
    }

    private TckReport run(GivenPlugin plugin, Duration limit) throws Exception {
        return run(plugin, limit, (answered, questions) -> {});
    }

    private static Finding onlyFailure(TckReport report) {
        assertThat(report.conformant()).isFalse();
        assertThat(report.failures()).hasSize(1);
        return report.failures().get(0);
    }

    @Test
    void theReportComesFromTheOtherProcess() throws Exception {
        AtomicInteger questions = new AtomicInteger();
        TckReport report = run(GivenPlugin.good(), LONG, (answered, asked) -> questions.set(asked));
        assertThat(report.obstacles()).isEmpty();
        assertThat(report.findings())
                .extracting(finding -> finding.rule().id() + " " + finding.status())
                .containsExactly("BACKBONE-01 PASS", "BACKBONE-03 PASS", "BACKBONE-08 PASS");
        assertThat(report.conformant()).isTrue();
        assertThat(report.header().plugin()).isEqualTo("given");
        assertThat(report.header().version()).isEqualTo("1.2.3");
        assertThat(report.header().sha256()).matches("[0-9a-f]{64}");
        assertThat(report.header().engine()).startsWith("PyTorch 2.");
        assertThat(report.header().seed()).isEqualTo(42);
    }

    @Test
    void anExitWhileLoadingIsSeenFromOutside() throws Exception {
        Finding failure = onlyFailure(
                run(GivenPlugin.good().starting("System.out.println(\"good bye\"); System.exit(7);"), LONG));
        assertThat(failure.rule().id()).isEqualTo("PLUGIN-02");
        assertThat(failure.subject()).isEqualTo("given");
        assertThat(failure.detail())
                .isEqualTo("while the plugin was loaded, the process ended with exit code 7; it printed: good bye");
    }

    @Test
    void anExitDuringARuleIsThatRulesFailureAndWhatWasFoundStays() throws Exception {
        // The shape-only forward, which the first rule uses, has no engine behind it.
        String exit = "if (!inputs.get(InputSpec.IMAGE).getClass().getName().contains(\"Shape\")) System.exit(0);";
        TckReport report = run(GivenPlugin.good().forwarding(exit), LONG);
        Finding failure = onlyFailure(report);
        assertThat(failure.rule().id()).isEqualTo("BACKBONE-03");
        assertThat(failure.detail()).startsWith("while this was checked, the process ended with exit code 0");
        assertThat(report.findings()).extracting(Finding::status).containsExactly(Status.PASS, Status.FAIL);
    }

    @Test
    void aHangWhileLoadingIsEnded() throws Exception {
        Finding failure = onlyFailure(run(
                GivenPlugin.good().starting("while (System.nanoTime() != 0) Thread.onSpinWait();"),
                Duration.ofSeconds(10)));
        assertThat(failure.rule().id()).isEqualTo("PLUGIN-02");
        assertThat(failure.detail()).isEqualTo("while the plugin was loaded, the process did not end within 10 s");
    }

    @Test
    void ofEndlessOutputTheEndIsShown() throws Exception {
        String print = "String line = \"x\".repeat(300); while (System.nanoTime() != 0) System.out.println(line);";
        Finding failure = onlyFailure(run(GivenPlugin.good().starting(print), Duration.ofSeconds(5)));
        assertThat(failure.detail()).startsWith("while the plugin was loaded, the process did not end within 5 s; it");
        assertThat(failure.detail()).hasSizeLessThan(1200).endsWith("x...");
    }

    @Test
    void theCrashOfAnEarlierRunIsNotThisOnes() throws Exception {
        Path scratch = Files.createDirectory(folder.resolve("earlier"));
        Files.writeString(ChildCommand.crash(scratch), "crashed");
        TckRequest request =
                TckRequest.of(GivenPlugin.good().starting("System.exit(7);").jar(folder));
        TckReport report = new IsolatedRun(request, LONG, scratch).run((answered, asked) -> {});
        assertThat(onlyFailure(report).detail()).contains("the process ended with exit code 7");
    }

    @Test
    void whatCannotBeLoadedHasAReportToo() throws Exception {
        TckReport report = run(GivenPlugin.good().saying("backbone:other"), LONG);
        assertThat(report.conformant()).isFalse();
        assertThat(report.obstacles()).singleElement().asString().contains("[P-005]");
    }

    @Test
    void aPluginThatPrintsDoesNotDisturbTheReport() throws Exception {
        String print = "System.out.println(\"end\"); System.out.close(); System.err.println(\"found {}\");";
        assertThat(run(GivenPlugin.good().starting(print), LONG).conformant()).isTrue();
    }
}
