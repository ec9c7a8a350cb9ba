package io.vertebra.cli;

import io.vertebra.core.plugin.LockFile;
import io.vertebra.core.plugin.PluginLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Writes the lock file. */
@Command(
        name = "lock",
        header = "Records the plugins that may be loaded, with their SHA-256.",
        description = {
            "Writes plugins.lock into the plugins folder. While it stands there, a plugin that it does not name, or whose"
                    + " content differs, is rejected before any of its code can run. Delete the file to lift the lock.",
            "Plugins that were disabled stay so."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  vertebra plugins lock", "  vertebra plugins lock --plugins /srv/plugins"})
final class PluginsLockCommand implements Callable<Integer> {
    private final Root root;

    PluginsLockCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        LockFile lock = new PluginLoader().lock(root.pluginsFolder());
        LockFiles.write(lock);
        root.terminal().out().println(Words.count(lock.lines().size(), "plugin") + " locked in " + lock.file());
        return ExitCode.OK;
    }
}
