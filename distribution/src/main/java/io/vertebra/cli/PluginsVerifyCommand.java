package io.vertebra.cli;

import io.vertebra.api.error.Problem;
import io.vertebra.core.plugin.PluginLoader;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares the plugins with the lock file. */
@Command(
        name = "verify",
        header = "Compares the plugins with plugins.lock; no code of them runs.",
        footerHeading = "%nExamples:%n",
        footer = {"  vertebra plugins verify", "  vertebra plugins verify --json"})
final class PluginsVerifyCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Prints one JSON document (vertebra-plugins-verify/1).")
    private boolean json;

    private final Root root;

    PluginsVerifyCommand(Root root) {
        this.root = root;
    }

    private record Document(String schema, boolean ok, List<ProblemForm> problems) {}

    @Override
    public Integer call() {
        List<Problem> problems = new PluginLoader().verify(root.pluginsFolder());
        if (json) {
            List<ProblemForm> forms = problems.stream().map(ProblemForm::of).toList();
            root.terminal().printJson(new Document("vertebra-plugins-verify/1", problems.isEmpty(), forms));
        } else {
            problems.forEach(problem -> root.terminal().out().println(problem.text()));
            if (problems.isEmpty()) {
                root.terminal().out().println("all plugins are as locked");
            }
        }
        return problems.isEmpty() ? ExitCode.OK : ExitCode.JUDGED_NOT_OK;
    }
}
