package io.vertebra.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.core.plugin.LoadedPlugin.State;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Equal ids, the class path, and providers that an application makes itself. */
class PluginSetTest {
    private final PluginLoader plugins = new PluginLoader();

    @Test
    void bothOfTwoPluginsWithOneIdAreRefused(@TempDir Path folder) throws IOException {
        Path a = TestJar.emptyPlugin("twin").write(folder.resolve("a.jar"));
        Path b = TestJar.emptyPlugin("twin").key("version", "2.0.0").write(folder.resolve("b.jar"));
        TestJar.emptyPlugin("other").write(folder.resolve("c.jar"));
        try (PluginSet set = plugins.loadFolder(folder)) {
            assertThat(set.loaded()).extracting(LoadedPlugin::name).containsExactly("other");
            assertThat(set.problems())
                    .extracting(problem -> problem.text())
                    .containsExactly(
                            a + ": a plugin id belongs to one plugin [P-004]\n    received: twin 1.2.3 in " + a
                                    + " and twin 2.0.0 in " + b + "\n    fix: keep one of them",
                            b + ": a plugin id belongs to one plugin [P-004]\n    received: twin 1.2.3 in " + a
                                    + " and twin 2.0.0 in " + b + "\n    fix: keep one of them");
        }
    }

    @Test
    void theSameFileTwiceIsRefusedAndCalledSo(@TempDir Path folder) throws IOException {
        Path a = TestJar.emptyPlugin("twin").write(folder.resolve("twin.jar"));
        Path b = Files.copy(a, folder.resolve("twin (1).jar"));
        try (PluginSet set = plugins.loadFolder(folder)) {
            assertThat(set.all()).extracting(LoadedPlugin::state).containsExactly(State.REJECTED, State.REJECTED);
            assertThat(set.problems().get(0).text())
                    .isEqualTo(b + ": a plugin file stands once among the plugins [P-004]\n"
                            + "    received: equal files: twin 1.2.3 in " + b + " and twin 1.2.3 in " + a
                            + "\n    fix: delete all but one");
        }
    }

    @Test
    void joinedSetsRefuseEqualIdsToo(@TempDir Path folder) throws IOException {
        Path jar = TestJar.emptyPlugin("twin").write(folder.resolve("twin.jar"));
        PluginDescriptor descriptor = descriptor("twin");
        LoadedPlugin embedded = LoadedPlugin.embedded(descriptor, new VisionPlugin() {});
        LoadedPlugin alone = LoadedPlugin.embedded(descriptor("alone"), new VisionPlugin() {});
        try (PluginSet set = plugins.loadFolder(folder).plus(PluginSet.of(embedded, alone))) {
            assertThat(set.loaded()).containsExactly(alone);
            assertThat(set.problems()).hasSize(2);
            assertThat(set.problems().get(0).received()).isEqualTo("twin 1.2.3 in " + jar + " and twin 1.0.0");
        }
    }

    private static PluginDescriptor descriptor(String id) {
        String text =
                "id=" + id + "\nversion=1.0.0\napi.version=0.1.0\njava.version=17\ndjl.version=0.35.1\nprovides=\n"
                        + "title=t\ndescription=d\nvendor=v\nlicense=Apache-2.0\nhomepage=h\n";
        return PluginDescriptor.parse(text.getBytes(StandardCharsets.UTF_8), "test");
    }

    @Test
    void theClassPathGivesJarsAndFoldersOfClasses(@TempDir Path folder) throws IOException {
        Path jar = TestJar.plugin("packed")
                .provider(
                        "packed.Packed",
                        TestJar.EMPTY_PROVIDER.formatted("Packed").replace("sample", "packed"))
                .resource("data.txt", "in the jar")
                .write(folder.resolve("packed plugin.jar"));
        Path classes = TestJar.emptyPlugin("loose")
                .resource("data.txt", "in the folder")
                .writeFolder(folder.resolve("classes"));
        Path old = TestJar.plugin("old")
                .provider("old.Old", TestJar.EMPTY_PROVIDER.formatted("Old").replace("sample", "old"))
                .key("api.version", "9.0.0")
                .write(folder.resolve("old.jar"));
        try (URLClassLoader loader = classPath(jar, classes, old)) {
            PluginSet set = plugins.loadClassPath(loader);
            assertThat(set.all())
                    .hasToString("[loose 1.2.3 in " + classes + ": LOADED, old 1.2.3 in " + old
                            + ": REJECTED, packed 1.2.3 in " + jar + ": LOADED]");
            // The first data.txt of the class path is the JAR's; each plugin reads its own.
            try (InputStream stream = set.loaded().get(0).open("data.txt")) {
                assertThat(stream).hasContent("in the folder");
            }
            try (InputStream stream = set.loaded().get(1).open("data.txt")) {
                assertThat(stream).hasContent("in the jar");
            }
            for (LoadedPlugin plugin : set.loaded()) {
                assertThatThrownBy(() -> plugin.open("../packed plugin.jar")).isInstanceOf(FileNotFoundException.class);
            }
            assertThatThrownBy(() -> set.all().get(1).open("data.txt"))
                    .isInstanceOf(LoadException.class)
                    .hasMessageContaining("old 1.2.3, api.version 9.0.0");
        }
    }

    @Test
    void aBrokenProviderOnTheClassPathIsNoticed(@TempDir Path folder) throws IOException {
        Path good = TestJar.emptyPlugin("good").write(folder.resolve("good.jar"));
        Path forgotten = TestJar.plugin("forgotten").write(folder.resolve("forgotten.jar"));
        Path undescribed = TestJar.library()
                .provider("lost.Lost", TestJar.EMPTY_PROVIDER.formatted("Lost").replace("sample", "lost"))
                .write(folder.resolve("undescribed.jar"));
        Path dangling = TestJar.plugin("dangling").service("no.such.Class").write(folder.resolve("dangling.jar"));
        try (URLClassLoader loader = classPath(good, forgotten, undescribed)) {
            PluginSet set = plugins.loadClassPath(loader);
            assertThat(set.loaded()).extracting(LoadedPlugin::name).containsExactly("good");
            assertThat(set.all().get(0).state()).isEqualTo(State.FAILED);
            assertThat(set.problems())
                    .extracting(problem -> problem.at() + ": " + problem.received())
                    .containsExactly(
                            forgotten + ": no class in META-INF/services/io.vertebra.api.plugin.VisionPlugin",
                            undescribed + ": none");
        }
        try (URLClassLoader loader = classPath(dangling, good)) {
            PluginSet set = plugins.loadClassPath(loader);
            assertThat(set.loaded()).extracting(LoadedPlugin::name).containsExactly("good");
            assertThat(set.problems())
                    .extracting(problem -> problem.at() + ": " + problem.received())
                    .containsExactly(dangling + ": Provider no.such.Class not found");
        }
        Path stray = TestJar.library().service("no.such.Class").write(folder.resolve("stray.jar"));
        try (URLClassLoader loader = classPath(stray, good)) {
            PluginSet set = plugins.loadClassPath(loader);
            assertThat(set.all()).extracting(LoadedPlugin::name).containsExactly("class path", "good");
            assertThat(set.problems().get(0).code()).isEqualTo(ErrorCode.PLUGIN_PROVIDER);
        }
    }

    @Test
    void whatAPluginThrowsWhenAskedBecomesAProblem(@TempDir Path folder) throws IOException {
        Path jar = TestJar.emptyPlugin("moody").write(folder.resolve("moody.jar"));
        try (PluginSet set = plugins.loadFolder(folder)) {
            LoadedPlugin moody = set.loaded().get(0);
            assertThatThrownBy(() -> moody.ask(provider -> {
                        throw new AbstractMethodError("Receiver class sample.Empty does not define foo()");
                    }))
                    .isInstanceOf(LoadException.class)
                    .hasMessage(jar
                            + ": a plugin fits the API of this Vertebra [P-002]\n    received: moody 1.2.3 was built"
                            + " against API " + HostVersion.current().api() + ", this is API "
                            + HostVersion.current().api()
                            + ": java.lang.AbstractMethodError: Receiver class sample.Empty does not define foo()\n"
                            + "    fix: install a version of the plugin that was built for this Vertebra");
            assertThatThrownBy(() -> moody.ask(provider -> {
                        throw new UnsupportedOperationException();
                    }))
                    .isInstanceOf(LoadException.class)
                    .hasMessage(jar + ": a plugin lists its components without an exception [P-003]\n"
                            + "    received: java.lang.UnsupportedOperationException\n"
                            + "    fix: mend the methods of the plugin's VisionPlugin");
            ClassLoader inside = moody.ask(provider -> Thread.currentThread().getContextClassLoader());
            assertThat(inside).hasToString("class loader of plugin moody");
            assertThat(Thread.currentThread().getContextClassLoader()).isNotSameAs(inside);
        }
    }

    private static URLClassLoader classPath(Path... entries) throws IOException {
        URL[] urls = new URL[entries.length];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = entries[i].toUri().toURL();
        }
        return new URLClassLoader(urls, PluginSetTest.class.getClassLoader());
    }
}
