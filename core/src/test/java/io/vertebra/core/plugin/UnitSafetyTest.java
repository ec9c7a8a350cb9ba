package io.vertebra.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.core.plugin.LoadedPlugin.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that no honest plugin holds are refused by their names alone. */
class UnitSafetyTest {
    @TempDir
    private Path folder;

    private String onlyProblem() {
        try (PluginSet set = new PluginLoader().loadFolder(folder)) {
            assertThat(set.all()).hasSize(1);
            assertThat(set.all().get(0).state()).isEqualTo(State.REJECTED);
            assertThat(set.problems()).hasSize(1);
            return set.problems().get(0).text();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside.txt", "a/../../outside.txt", "/etc/outside.txt", "a\\b.txt", "C:/outside.txt"})
    void anEntryThatLeadsOutOfTheJar(String name) throws IOException {
        Path jar = TestJar.emptyPlugin("bad").resource(name, "x").write(folder.resolve("bad.jar"));
        assertThat(onlyProblem())
                .isEqualTo(jar + ": entries of a JAR stay inside of it [P-007]\n    received: an entry " + name
                        + "\n    fix: do not use this file; get the plugin from its author again");
    }

    @Test
    void thousandsOfSuchEntriesAreOneProblem() throws IOException {
        TestJar jar = TestJar.emptyPlugin("bad");
        for (int i = 0; i < 2000; i++) {
            jar.resource("../outside" + i, "");
        }
        jar.write(folder.resolve("bad.jar"));
        assertThat(onlyProblem()).contains("received: an entry ../outside0, and 1999 more\n");
    }

    @Test
    void namesThatOnlyLookSoAreFine() throws IOException {
        TestJar.emptyPlugin("good").resource("a..b/c...txt", "x").write(folder.resolve("good.jar"));
        try (PluginSet set = new PluginLoader().loadFolder(folder)) {
            assertThat(set.problems()).isEmpty();
        }
    }

    @Test
    void aClassInTwoJarsOfAPlugin() throws IOException {
        TestJar.emptyPlugin("bad").write(folder.resolve("bad/a.jar"));
        Path second = TestJar.library()
                .source("sample.Empty", TestJar.EMPTY_PROVIDER.formatted("Empty"))
                .write(folder.resolve("bad/b.jar"));
        assertThat(onlyProblem())
                .isEqualTo(second + ": the JARs of a plugin have no class in common [P-007]\n"
                        + "    received: sample.Empty also in a.jar\n    fix: keep one version of each library");
    }

    @Test
    void anEntryTwice() throws IOException {
        Path jar = TestJar.emptyPlugin("bad")
                .resource("one.txt", "x")
                .resource("two.txt", "x")
                .write(folder.resolve("bad.jar"));
        String archive = Files.readString(jar, StandardCharsets.ISO_8859_1).replace("two.txt", "one.txt");
        Files.writeString(jar, archive, StandardCharsets.ISO_8859_1);
        assertThat(onlyProblem()).contains("an entry stands once in a JAR [P-007]\n    received: one.txt twice");
    }

    @Test
    void aLinkOutOfTheFolder(@TempDir Path elsewhere) throws IOException {
        Path real = TestJar.emptyPlugin("bad").write(elsewhere.resolve("real.jar"));
        Path link = Files.createSymbolicLink(folder.resolve("link.jar"), real);
        assertThat(onlyProblem())
                .isEqualTo(link + ": a plugin lies in the plugins folder itself [P-007]\n    received: a link to "
                        + real.toRealPath()
                        + "\n    fix: copy the file here, or use --plugins with the folder that it lies in");
    }

    @Test
    void aFolderThatIsALinkItself(@TempDir Path elsewhere) throws IOException {
        TestJar.emptyPlugin("good").write(folder.resolve("good.jar"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("plugins"), folder);
        try (PluginSet set = new PluginLoader().loadFolder(link)) {
            assertThat(set.problems()).isEmpty();
        }
    }
}
