package io.vertebra.cli;

import io.vertebra.api.error.Problem;
import io.vertebra.api.options.Names;
import io.vertebra.core.Vertebra;
import io.vertebra.core.plugin.LoadedPlugin;
import io.vertebra.core.plugin.PluginDescriptor;
import io.vertebra.core.plugin.Provided;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the plugins that were found, used or not. */
@Command(
        name = "list",
        header = "Lists the plugins that were found, and why some are not used.",
        footerHeading = "%nExamples:%n",
        footer = {"  vertebra plugins list", "  vertebra plugins list --plugins my-plugins --json"})
final class PluginsListCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Prints one JSON document (vertebra-plugins/1) instead of a table.")
    private boolean json;

    private final Root root;

    PluginsListCommand(Root root) {
        this.root = root;
    }

    /** One plugin; of one whose descriptor cannot be read, the id is the name of its file. */
    private record Row(
            String id,
            @Nullable String version,
            String state,
            @Nullable Path path,
            @Nullable String title,
            List<String> provides,
            List<ProblemForm> problems) {}

    private record Document(String schema, List<Row> plugins, List<ProblemForm> problems) {}

    @Override
    public Integer call() {
        try (Vertebra vertebra = root.openQuietly()) {
            if (json) {
                root.terminal().printJson(document(vertebra));
            } else {
                print(vertebra);
            }
            return ExitCode.OK;
        }
    }

    private static Document document(Vertebra vertebra) {
        List<Row> rows =
                vertebra.plugins().stream().map(PluginsListCommand::row).toList();
        List<ProblemForm> problems =
                vertebra.problems().stream().map(ProblemForm::of).toList();
        return new Document("vertebra-plugins/1", rows, problems);
    }

    private static Row row(LoadedPlugin plugin) {
        PluginDescriptor descriptor = plugin.descriptor().orElse(null);
        return new Row(
                plugin.name(),
                descriptor == null ? null : descriptor.version(),
                Names.kebab(plugin.state().name()),
                plugin.path().orElse(null),
                descriptor == null ? null : descriptor.title(),
                provides(plugin).stream().map(Provided::toString).toList(),
                plugin.problems().stream().map(ProblemForm::of).toList());
    }

    private static List<Provided> provides(LoadedPlugin plugin) {
        return plugin.descriptor().map(PluginDescriptor::provides).orElse(List.of());
    }

    private void print(Vertebra vertebra) {
        TextTable table = new TextTable(
                TextTable.Column.whole("id"),
                TextTable.Column.text("version"),
                TextTable.Column.whole("state"),
                TextTable.Column.text("provides"));
        for (LoadedPlugin plugin : vertebra.plugins()) {
            table.add(
                    plugin.name(),
                    plugin.descriptor().map(PluginDescriptor::version).orElse("-"),
                    Names.kebab(plugin.state().name()),
                    summary(provides(plugin)));
        }
        root.terminal().print(table.lines(Terminal.COLUMNS));
        List<Problem> problems = vertebra.problems();
        if (!problems.isEmpty()) {
            root.terminal().out().println();
            problems.forEach(problem -> root.terminal().out().println(problem.text()));
        }
    }

    /** {@code 2 backbones, 1 head}. */
    private static String summary(List<Provided> provides) {
        Map<Provided.Kind, Long> counts = provides.stream()
                .collect(Collectors.groupingBy(Provided::kind, LinkedHashMap::new, Collectors.counting()));
        String text = counts.entrySet().stream()
                .map(count -> plural(count.getValue(), count.getKey().key()))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "nothing yet" : text;
    }

    private static String plural(long number, String kind) {
        return kind.endsWith("s") ? number + " " + kind : Words.count(number, kind);
    }
}
