package io.vertebra.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.core.plugin.LoadedPlugin.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lock file names is loaded, byte by byte, and nothing else. */
class LockFileTest {
    private final PluginLoader loader = new PluginLoader();

    @TempDir
    private Path plugins;

    @BeforeEach
    void writePlugins() throws IOException {
        TestJar.emptyPlugin("alpha").write(plugins.resolve("a.jar"));
        TestJar.emptyPlugin("beta").write(plugins.resolve("b/b.jar"));
        TestJar.library().resource("extra.txt", "x").write(plugins.resolve("b/lib.jar"));
        loader.lock(plugins).write();
    }

    private State state(String id) {
        try (PluginSet set = loader.loadFolder(plugins)) {
            return find(set, id).state();
        }
    }

    private static LoadedPlugin find(PluginSet set, String id) {
        return set.all().stream()
                .filter(plugin -> plugin.name().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void lockedPluginsLoad() {
        assertThat(state("alpha")).isEqualTo(State.LOADED);
        assertThat(state("beta")).isEqualTo(State.LOADED);
        assertThat(loader.verify(plugins)).isEmpty();
    }

    @Test
    void aChangedJarIsRejectedBeforeItsClassesLoad() throws IOException {
        String marker = "io.vertebra.test.locked";
        System.clearProperty(marker);
        TestJar.plugin("alpha")
                .provider(
                        "sample.Loud",
                        "package sample; public class Loud implements io.vertebra.api.plugin.VisionPlugin {"
                                + " static { System.setProperty(\"" + marker + "\", \"ran\"); } }")
                .write(plugins.resolve("a.jar"));
        try (PluginSet set = loader.loadFolder(plugins)) {
            LoadedPlugin changed = find(set, "alpha");
            assertThat(changed.state()).isEqualTo(State.REJECTED);
            assertThat(changed.problems().get(0).text())
                    .contains("a plugin's content is the one that was locked [P-008]", "alpha 1.2.3 with SHA-256 ");
            assertThat(System.getProperty(marker)).isNull();
            assertThat(find(set, "beta").state()).isEqualTo(State.LOADED);
        }
        assertThat(loader.verify(plugins)).extracting(Problem::code).containsExactly(ErrorCode.PLUGIN_LOCK);
    }

    @Test
    void aJarMoreInAPluginsFolderIsAChange() throws IOException {
        TestJar.library().resource("more.txt", "x").write(plugins.resolve("b/more.jar"));
        assertThat(state("beta")).isEqualTo(State.REJECTED);
    }

    @Test
    void anUnknownPluginIsRejectedAndAMissingOneNoticed() throws IOException {
        Files.move(plugins.resolve("a.jar"), plugins.resolve("a.jar.off"));
        TestJar.emptyPlugin("gamma").write(plugins.resolve("c.jar"));
        assertThat(state("gamma")).isEqualTo(State.REJECTED);
        assertThat(loader.verify(plugins))
                .extracting(Problem::text)
                .anySatisfy(text -> assertThat(text).contains("received: alpha 1.2.3 is not there"))
                .anySatisfy(text -> assertThat(text).contains("received: gamma 1.2.3, which is not in "))
                .hasSize(2);
    }

    @Test
    void aDisabledPluginStaysOffWhenTheFolderIsLockedAgain() throws IOException {
        LockFile lock = LockFile.find(plugins).orElseThrow();
        lock.with(lock.lines().get("alpha").enabled(false)).write();
        assertThat(state("alpha")).isEqualTo(State.DISABLED);
        assertThat(loader.verify(plugins)).isEmpty();
        loader.lock(plugins).write();
        assertThat(state("alpha")).isEqualTo(State.DISABLED);
        try (PluginSet set = loader.loadFolder(plugins)) {
            assertThat(find(set, "alpha").broken()).isFalse();
            assertThat(find(set, "alpha").problems().get(0).text())
                    .endsWith("the plugin is switched off [P-009]\n    received: disabled in "
                            + plugins.resolve("plugins.lock") + "\n    fix: vertebra plugins enable alpha");
        }
    }

    @Test
    void everyLineThatCannotBeReadIsNamed() throws IOException {
        Path file = plugins.resolve(LockFile.NAME);
        List<String> lines = Files.readAllLines(file);
        Files.write(file, List.of("alpha 1.0", lines.get(lines.size() - 1)), StandardOpenOption.APPEND);
        assertThatThrownBy(() -> loader.loadFolder(plugins))
                .isInstanceOf(LoadException.class)
                .hasMessage(file + ":" + (lines.size() + 1)
                        + ": a line is: id version SHA-256 enabled|disabled [P-008]\n"
                        + "    received: alpha 1.0\n    fix: write the file anew: vertebra plugins lock\n"
                        + file + ":" + (lines.size() + 2) + ": a plugin has one line [P-008]\n"
                        + "    received: beta twice\n    fix: write the file anew: vertebra plugins lock");
    }

    @Test
    void brokenPluginsAreNotLocked() throws IOException {
        Files.writeString(plugins.resolve("broken.jar"), "no archive");
        assertThatThrownBy(() -> loader.lock(plugins))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("a plugin is a JAR that can be read [P-001]");
    }
}
