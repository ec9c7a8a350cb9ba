package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.core.Vertebra;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the project of a plugin to start from. */
@Command(
        name = "new",
        header = "Writes a Maven project of a plugin to start from.",
        description =
                "It has a backbone, a neck, an attention, a model and their tests, and is conformant as it stands:"
                        + " `mvn package` builds and checks it. docs/author-guide.md goes on from there.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  vertebra plugins new my-plugin",
            "  vertebra plugins new my-plugin --dir work/plugin --package org.acme.vision"
        })
final class PluginsNewCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ID", description = "The plugin's id, in small letters with hyphens.")
    private String id;

    @Option(names = "--dir", paramLabel = "DIR", description = "The folder of the project; ./ID if not given.")
    private @Nullable Path folder;

    @Option(
            names = "--package",
            paramLabel = "NAME",
            description = "The Java package of its classes; one of com.example if not given.")
    private @Nullable String javaPackage;

    private final Root root;

    PluginsNewCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        PluginNames names = javaPackage == null ? PluginNames.of(id) : new PluginNames(id, javaPackage);
        String home = System.getProperty(Vertebra.HOME);
        if (home == null) {
            throw new UsageException(
                    Problem.of(ErrorCode.USAGE, "plugins are made from the example of a distribution of Vertebra")
                            .received("no system property " + Vertebra.HOME)
                            .fix("bin/vertebra of a distribution"));
        }
        Map<String, String> files = new PluginTemplate(Path.of(home)).files(names);
        Path project = folder == null ? Path.of(id) : folder;
        write(project, files);
        root.terminal()
                .print(List.of(
                        Words.count(files.size(), "file") + " written to " + project,
                        "next: mvn -B package, in that folder, then",
                        "      vertebra tck run --plugin " + project.resolve("target/" + id + "-1.0.0.jar")));
        return ExitCode.OK;
    }

    private static void write(Path project, Map<String, String> files) {
        try {
            if (Files.exists(project) && !isEmptyFolder(project)) {
                throw OutputFolder.refused(
                        project, "--dir with a folder that is empty or not there yet", "files are there", null);
            }
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = project.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        } catch (IOException e) {
            throw OutputFolder.refused(project, "--dir with a folder in which you may write", e.toString(), e);
        }
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (var entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        }
    }
}
