package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.core.plugin.PluginUnit;
import io.vertebra.tck.TckRequest;
import io.vertebra.tck.check.Bench;
import io.vertebra.tck.report.HtmlForm;
import io.vertebra.tck.report.JunitForm;
import io.vertebra.tck.report.ReportForm;
import io.vertebra.tck.report.TckReport;
import io.vertebra.tck.rule.RuleBook;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the conformance kit on plugins. */
@Command(
        name = "run",
        header = "Runs the conformance kit on plugins.",
        description = {
            "Each plugin runs in a Java VM of its own, among the installed plugins, which its recipes may name. A plugin that"
                    + " crashes, hangs or ends the process is reported like any other.",
            "The exit code is 0 when all are conformant, 1 when one breaks a rule of level must, 3 when one cannot be loaded.",
            "A plugin is code that runs with your rights: look at one of unknown origin with `vertebra plugins inspect` first."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vertebra tck run --plugin my-plugin-1.0.0.jar --out report",
            "  vertebra tck run --plugin face --include 'BACKBONE-*,HEAD-01'",
            "  vertebra tck run --json"
        })
final class TckRunCommand implements Callable<Integer> {
    private static final long STANDARD_SEED = Bench.cpu().seed();

    @Option(
            names = "--plugin",
            paramLabel = "PLUGIN",
            description =
                    "A JAR, a folder with the JARs of one plugin, or an installed id; may be repeated. Without it, all"
                            + " installed plugins.")
    private List<String> plugins = List.of();

    @Option(
            names = "--with",
            paramLabel = "DIR",
            description = "A folder with the plugins among which each is run, instead of the installed ones.")
    private @Nullable Path with;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Writes tck-report.json, tck-report.xml (JUnit) and tck-report.html.")
    private @Nullable Path out;

    @Option(
            names = "--include",
            paramLabel = "RULES",
            split = ",",
            description = "Only these rules; * stands for any letters. Several with commas.")
    private List<String> includes = List.of();

    @Option(names = "--device", paramLabel = "NAME", defaultValue = "cpu", description = "cpu, gpu or gpu:N.")
    private String device;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "For each plugin; ${DEFAULT-VALUE} if not given.")
    private int seconds;

    @Option(names = "--json", description = "Prints the report as one JSON document (vertebra-tck-report/1).")
    private boolean json;

    private final Root root;

    TckRunCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        check();
        List<TckRequest> requests = requests();
        Path folder = out;
        if (folder == null) {
            return show(run(requests));
        }
        try (OutputFolder output = OutputFolder.open(folder, "--out", root.terminal()::print)) {
            List<TckReport> reports = run(requests);
            write(output, "tck-report.json", ReportForm.document(reports));
            write(output, "tck-report.xml", JunitForm.document(reports));
            write(output, "tck-report.html", HtmlForm.document(reports));
            return show(reports);
        }
    }

    private void check() {
        if (!device.matches("cpu|gpu|gpu:\\d{1,3}")) {
            throw new UsageException(Problem.of(ErrorCode.USAGE, "--device is cpu, gpu or gpu:N")
                    .received(device)
                    .fix("--device cpu"));
        }
        if (seconds < 1) {
            throw new UsageException(Problem.of(ErrorCode.USAGE, "--timeout is a number of seconds, at least 1")
                    .received(seconds)
                    .fix("--timeout 600"));
        }
    }

    private List<TckRequest> requests() {
        Map<String, Path> others = new LinkedHashMap<>();
        List<PluginUnit> installed = PluginUnits.enabled(with == null ? root.pluginsFolder() : with);
        installed.forEach(unit -> others.put(unit.id(), unit.path()));
        List<PluginUnit> units = plugins.isEmpty()
                ? installed
                : plugins.stream().map(name -> PluginUnits.find(root, name)).toList();
        units.forEach(unit -> others.put(unit.id(), unit.path()));
        if (units.isEmpty()) {
            throw new UsageException(Problem.of(ErrorCode.USAGE, "there is a plugin to run the kit on")
                    .received("no --plugin, and none in " + root.pluginsFolder())
                    .fix("--plugin FILE.jar"));
        }
        List<TckRequest> requests = units.stream()
                .map(unit -> TckRequest.of(unit.path())
                        .withCompanions(others.entrySet().stream()
                                .filter(other -> !other.getKey().equals(unit.id()))
                                .map(Map.Entry::getValue)
                                .toList())
                        .withBench(new Bench(device, STANDARD_SEED))
                        .including(includes))
                .toList();
        requests.get(0).wanted(RuleBook.standard());
        return requests;
    }

    private List<TckReport> run(List<TckRequest> requests) throws InterruptedException {
        List<TckReport> reports = new ArrayList<>();
        try (ScratchFolder scratch = ScratchFolder.make("tck");
                TckProgress progress = new TckProgress(root.terminal(), requests.size())) {
            for (TckRequest request : requests) {
                reports.add(progress.run(request, Duration.ofSeconds(seconds), scratch.path()));
            }
        }
        return reports;
    }

    private static void write(OutputFolder output, String name, String text) {
        output.write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private int show(List<TckReport> reports) {
        if (json) {
            root.terminal().out().print(ReportForm.document(reports));
        } else {
            root.terminal().print(TckText.lines(reports));
        }
        if (reports.stream().anyMatch(report -> !report.obstacles().isEmpty())) {
            return ExitCode.INPUT;
        }
        return reports.stream().allMatch(TckReport::conformant) ? ExitCode.OK : ExitCode.JUDGED_NOT_OK;
    }
}
