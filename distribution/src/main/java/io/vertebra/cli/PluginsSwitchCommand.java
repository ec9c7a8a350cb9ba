package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.core.catalog.NearNames;
import io.vertebra.core.plugin.LockFile;
import io.vertebra.core.plugin.PluginLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Switches a plugin on or off, by its line in the lock file. */
final class PluginsSwitchCommand {
    private PluginsSwitchCommand() {}

    static CommandLine enable(Root root) {
        return new CommandLine(new Enable(root));
    }

    static CommandLine disable(Root root) {
        return new CommandLine(new Disable(root));
    }

    @Command(
            name = "enable",
            header = "Switches a plugin on again that was disabled.",
            footerHeading = "%nExamples:%n",
            footer = "  vertebra plugins enable face")
    private static final class Enable implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "Id of the plugin.")
        private String id;

        private final Root root;

        Enable(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            return set(root, id, true);
        }
    }

    @Command(
            name = "disable",
            header = "Switches a plugin off; its JAR stays where it is.",
            description = "Needs plugins.lock, and writes it when there is none: from then on the folder is locked.",
            footerHeading = "%nExamples:%n",
            footer = "  vertebra plugins disable face")
    private static final class Disable implements Callable<Integer> {
        @Parameters(paramLabel = "ID", description = "Id of the plugin.")
        private String id;

        private final Root root;

        Disable(Root root) {
            this.root = root;
        }

        @Override
        public Integer call() {
            return set(root, id, false);
        }
    }

    private static int set(Root root, String id, boolean enabled) {
        Path folder = root.pluginsFolder();
        LockFile lock = LockFile.find(folder).orElseGet(() -> new PluginLoader().lock(folder));
        LockFile.Line line = lock.lines().get(id);
        if (line == null) {
            throw new UsageException(Problem.of(ErrorCode.USAGE, "the lock file names the plugin")
                    .received(id + ", which is not in " + lock.file())
                    .fix(NearNames.suggest(id, List.copyOf(lock.lines().keySet()))));
        }
        LockFiles.write(lock.with(line.enabled(enabled)));
        root.terminal().out().println(id + (enabled ? " enabled in " : " disabled in ") + lock.file());
        return ExitCode.OK;
    }
}
