package io.vertebra.cli;

import io.vertebra.api.options.Names;
import io.vertebra.core.plugin.PluginDescriptor;
import io.vertebra.core.plugin.PluginUnit;
import io.vertebra.core.plugin.Provided;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a plugin says about itself. */
@Command(
        name = "inspect",
        header = "Shows what a plugin says about itself; no code of it runs.",
        description = "Reads the descriptor and the names of the files. Works on a plugin before it is installed.",
        footerHeading = "%nExamples:%n",
        footer = {"  vertebra plugins inspect face", "  vertebra plugins inspect downloads/my-plugin-1.0.0.jar --json"})
final class PluginsInspectCommand implements Callable<Integer> {
    private static final int INDENT = 14;

    @Parameters(paramLabel = "PLUGIN", description = "A JAR, a folder with the JARs of one plugin, or an installed id.")
    private String plugin;

    @Option(names = "--json", description = "Prints one JSON document (vertebra-plugin/1).")
    private boolean json;

    private final Root root;

    PluginsInspectCommand(Root root) {
        this.root = root;
    }

    private record Document(
            String schema,
            Path path,
            @Nullable String sha256,
            @Nullable PluginDescriptor descriptor,
            List<String> provides,
            List<ProblemForm> problems) {}

    @Override
    public Integer call() {
        PluginUnit unit = PluginUnits.find(root, plugin);
        if (json) {
            root.terminal().printJson(document(unit));
        } else {
            print(unit);
        }
        return unit.problems().isEmpty() ? ExitCode.OK : ExitCode.JUDGED_NOT_OK;
    }

    private static Document document(PluginUnit unit) {
        PluginDescriptor descriptor = unit.descriptor().orElse(null);
        return new Document(
                "vertebra-plugin/1",
                unit.path(),
                unit.sha256().orElse(null),
                descriptor,
                descriptor == null
                        ? List.of()
                        : descriptor.provides().stream().map(Provided::toString).toList(),
                unit.problems().stream().map(ProblemForm::of).toList());
    }

    private void print(PluginUnit unit) {
        unit.descriptor().ifPresent(descriptor -> {
            line("id", descriptor.id());
            line("version", descriptor.version());
            line("title", descriptor.title());
            line("description", descriptor.description());
            line("vendor", descriptor.vendor());
            line("licence", descriptor.license());
            line("homepage", descriptor.homepage());
            line(
                    "built for",
                    "API " + descriptor.apiVersion() + ", Java " + descriptor.javaVersion() + ", DJL "
                            + descriptor.djlVersion());
        });
        line("file", unit.path().toString());
        unit.sha256().ifPresent(sha256 -> line("sha256", sha256));
        unit.descriptor().ifPresent(descriptor -> {
            for (Provided.Kind kind : Provided.Kind.values()) {
                List<String> names = descriptor.provides().stream()
                        .filter(provided -> provided.kind() == kind)
                        .map(Provided::name)
                        .toList();
                if (!names.isEmpty()) {
                    line(Names.kebab(kind.name()), String.join(", ", names));
                }
            }
        });
        unit.problems().forEach(problem -> root.terminal().out().println(problem.text()));
    }

    private void line(String name, String text) {
        root.terminal().print(Words.wrapped(name, INDENT, text));
    }
}
