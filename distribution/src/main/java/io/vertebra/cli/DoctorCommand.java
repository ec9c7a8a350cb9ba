package io.vertebra.cli;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks the installation. */
@Command(
        name = "doctor",
        header = "Checks Java, memory, plugins, native libraries, image formats and the engine.",
        description = "The exit code is 1 when something does not work.",
        footerHeading = "%nExamples:%n",
        footer = {"  vertebra doctor", "  vertebra doctor --json"})
final class DoctorCommand implements Callable<Integer> {
    private static final String LINE = "%-5s %-10s %s";
    private static final String FIX = " ".repeat(17) + "fix: %s";

    @Option(names = "--json", description = "Prints one JSON document (vertebra-doctor/1).")
    private boolean json;

    private final Root root;

    DoctorCommand(Root root) {
        this.root = root;
    }

    private record Document(String schema, List<Check> checks) {}

    @Override
    public Integer call() {
        List<Check> checks = Stream.<Supplier<Check>>of(
                        Checks::java,
                        Checks::platform,
                        Checks::memory,
                        Checks::home,
                        () -> Checks.plugins(root),
                        () -> Checks.natives(System.getenv("PYTORCH_LIBRARY_PATH")),
                        Checks::images,
                        Checks::engine,
                        Checks::temporary)
                .map(Supplier::get)
                .toList();
        if (json) {
            root.terminal().printJson(new Document("vertebra-doctor/1", checks));
        } else {
            root.terminal().out().println("vertebra " + new Versions().vertebra());
            checks.forEach(check -> root.terminal().print(lines(check)));
        }
        boolean failed = checks.stream().anyMatch(check -> check.status() == Check.Status.FAIL);
        return failed ? ExitCode.JUDGED_NOT_OK : ExitCode.OK;
    }

    static List<String> lines(Check check) {
        String status = check.status().name().toLowerCase(Locale.ROOT);
        String line = String.format(LINE, status, check.name(), check.detail());
        return check.fix().isEmpty() ? List.of(line) : List.of(line, String.format(FIX, check.fix()));
    }
}
