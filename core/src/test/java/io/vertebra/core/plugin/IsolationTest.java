package io.vertebra.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.VertebraException;
import io.vertebra.core.builtin.BuiltinPlugin;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plugin sees of the host and of other plugins. */
class IsolationTest {
    /** Answers in the name of its backbone-free provider: {@code toString} of the provider is the helper's word. */
    private static final String SPEAKER = """
            package sample;
            public final class Speaker implements io.vertebra.api.plugin.VisionPlugin {
                private final ClassLoader context = Thread.currentThread().getContextClassLoader();
                @Override public String toString() { return shared.Helper.word() + " " + context; }
            }
            """;

    private static final String HELPER =
            "package shared; public class Helper { public static String word() { return \"%s\"; } }";

    private static TestJar speaker(String id, String word) {
        return TestJar.plugin(id).provider("sample.Speaker", SPEAKER).source("shared.Helper", HELPER.formatted(word));
    }

    @Test
    void equalClassNamesOfTwoPluginsAreTwoClasses(@TempDir Path plugins) throws IOException {
        speaker("first", "one").write(plugins.resolve("first.jar"));
        speaker("second", "two").write(plugins.resolve("second.jar"));
        try (PluginSet set = new PluginLoader().loadFolder(plugins)) {
            assertThat(set.loaded())
                    .extracting(plugin -> plugin.provider().orElseThrow().toString())
                    .containsExactly("one class loader of plugin first", "two class loader of plugin second");
        }
    }

    @Test
    void aFolderWithSeveralJarsIsOnePlugin(@TempDir Path plugins) throws IOException {
        TestJar.plugin("split")
                .provider("sample.Speaker", SPEAKER)
                .source("shared.Helper", HELPER.formatted("unused"))
                .leaveOut("shared/Helper.class")
                .write(plugins.resolve("split/main.jar"));
        TestJar.library()
                .source("shared.Helper", HELPER.formatted("from the library"))
                .write(plugins.resolve("split/lib.jar"));
        try (PluginSet set = new PluginLoader().loadFolder(plugins)) {
            LoadedPlugin split = set.all().get(0);
            assertThat(split.problems()).isEmpty();
            assertThat(split.path()).contains(plugins.resolve("split"));
            assertThat(split.provider().orElseThrow()).hasToString("from the library class loader of plugin split");
        }
    }

    @Test
    void twoDescriptorsInOneFolderAreRefused(@TempDir Path plugins) throws IOException {
        TestJar.emptyPlugin("one").write(plugins.resolve("both/one.jar"));
        TestJar.emptyPlugin("two").write(plugins.resolve("both/two.jar"));
        try (PluginSet set = new PluginLoader().loadFolder(plugins)) {
            assertThat(set.problems()).hasSize(1);
            assertThat(set.problems().get(0).text())
                    .isEqualTo(plugins.resolve("both")
                            + ": a plugin has one META-INF/vertebra/plugin.properties [P-001]\n"
                            + "    received: one in each of one.jar, two.jar\n"
                            + "    fix: give each plugin a folder of its own");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.vertebra.core.plugin.PluginLoader",
                "com.google.inject.Injector",
                "org.yaml.snakeyaml.Yaml",
                "org.junit.jupiter.api.Test",
            })
    void theHostsOwnClassesAreInvisible(String name, @TempDir Path plugins) throws Exception {
        // Otherwise "not found" would prove nothing.
        assertThat(Class.forName(name, false, IsolationTest.class.getClassLoader()))
                .isNotNull();
        TestJar.emptyPlugin("probe").write(plugins.resolve("probe.jar"));
        try (PluginSet set = new PluginLoader().loadFolder(plugins)) {
            ClassLoader loader = loader(set.loaded().get(0));
            assertThatThrownBy(() -> Class.forName(name, false, loader)).isInstanceOf(ClassNotFoundException.class);
            String resource = name.replace('.', '/') + ".class";
            assertThat(loader.getResource(resource)).isNull();
            assertThat(Collections.list(loader.getResources(resource))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.vertebra.api.model.Card",
                "ai.djl.ndarray.NDArray",
                "com.google.gson.Gson",
                "org.slf4j.Logger",
                "org.jspecify.annotations.Nullable",
            })
    void sharedTypesAreTheHostsEvenWhenThePluginBringsItsOwn(String name, @TempDir Path plugins) throws Exception {
        int dot = name.lastIndexOf('.');
        TestJar.emptyPlugin("probe")
                .source(name, "package " + name.substring(0, dot) + "; public class " + name.substring(dot + 1) + " {}")
                .write(plugins.resolve("probe.jar"));
        try (PluginSet set = new PluginLoader().loadFolder(plugins)) {
            ClassLoader loader = loader(set.loaded().get(0));
            Class<?> hosts = Class.forName(name, false, IsolationTest.class.getClassLoader());
            assertThat(Class.forName(name, false, loader)).isSameAs(hosts);
            String resource = name.replace('.', '/') + ".class";
            assertThat(Collections.list(loader.getResources(resource)))
                    .isEqualTo(Collections.list(
                            IsolationTest.class.getClassLoader().getResources(resource)));
        }
    }

    @Test
    void resourcesAreThePluginsOwn(@TempDir Path plugins) throws IOException {
        String labels = "META-INF/vertebra/labels/coco-80.txt";
        assertThat(BuiltinPlugin.class.getResource("/" + labels)).isNotNull();
        TestJar.emptyPlugin("probe").resource("data/own.txt", "mine").write(plugins.resolve("probe.jar"));
        PluginSet set = new PluginLoader().loadFolder(plugins);
        LoadedPlugin probe = set.loaded().get(0);
        try (InputStream stream = probe.open("data/own.txt")) {
            assertThat(stream).hasContent("mine");
        }
        assertThatThrownBy(() -> probe.open(labels))
                .isInstanceOf(FileNotFoundException.class)
                .hasMessage(labels + " in plugin probe");
        set.close();
        assertThatThrownBy(() -> probe.open("data/own.txt"))
                .isInstanceOfSatisfying(
                        VertebraException.class,
                        e -> assertThat(e.problems().get(0).code()).isEqualTo(ErrorCode.CLOSED));
    }

    @Test
    void closedLoadersCanBeCollected(@TempDir Path plugins) throws Exception {
        speaker("speaker", "word").write(plugins.resolve("speaker.jar"));
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        List<Reference<ClassLoader>> references = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            references.add(loadAskAndClose(plugins, collected));
        }
        Set<Reference<?>> gone = new HashSet<>();
        for (int attempt = 0; attempt < 50 && gone.size() < references.size(); attempt++) {
            System.gc();
            for (Reference<?> r = collected.remove(100); r != null; r = collected.poll()) {
                gone.add(r);
            }
        }
        assertThat(gone).hasSize(20);
    }

    private static Reference<ClassLoader> loadAskAndClose(Path plugins, ReferenceQueue<ClassLoader> queue)
            throws IOException {
        try (PluginSet set = new PluginLoader().loadFolder(plugins)) {
            LoadedPlugin plugin = set.loaded().get(0);
            assertThat(plugin.ask(Object::toString)).startsWith("word");
            try (InputStream stream = plugin.open(PluginDescriptor.RESOURCE)) {
                assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("id=speaker");
            }
            return new WeakReference<>(loader(plugin), queue);
        }
    }

    private static ClassLoader loader(LoadedPlugin plugin) {
        return plugin.provider().orElseThrow().getClass().getClassLoader();
    }
}
