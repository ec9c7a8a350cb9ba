package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.core.catalog.NearNames;
import io.vertebra.core.plugin.LockFile;
import io.vertebra.core.plugin.PluginLoader;
import io.vertebra.core.plugin.PluginUnit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Plugins as files, before any code of them runs. */
final class PluginUnits {
    private PluginUnits() {}

    /**
     * What the user named.
     *
     * @param plugin a JAR, a folder of JARs, or the id of an installed plugin
     * @throws UsageException when it is none of them
     */
    static PluginUnit find(Root root, String plugin) {
        PluginLoader loader = new PluginLoader();
        Path file = Path.of(plugin);
        if (Files.exists(file) || plugin.endsWith(".jar")) {
            return loader.inspect(file);
        }
        List<PluginUnit> installed = loader.inspectFolder(root.pluginsFolder());
        return installed.stream()
                .filter(unit -> unit.id().equals(plugin))
                .findFirst()
                .orElseThrow(() -> new UsageException(Problem.of(
                                ErrorCode.USAGE, "there is no such file, and no installed plugin of this id")
                        .received(plugin)
                        .fix(NearNames.suggest(
                                plugin, installed.stream().map(PluginUnit::id).toList()))));
    }

    /** What lies in a plugins folder and is not switched off. */
    static List<PluginUnit> enabled(Path folder) {
        Map<String, LockFile.Line> lines =
                LockFile.find(folder).map(LockFile::lines).orElse(Map.of());
        return new PluginLoader()
                .inspectFolder(folder).stream()
                        .filter(unit -> !lines.containsKey(unit.id())
                                || lines.get(unit.id()).enabled())
                        .toList();
    }
}
