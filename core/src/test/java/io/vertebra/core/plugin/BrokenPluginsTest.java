package io.vertebra.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.core.plugin.LoadedPlugin.State;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each broken JAR lies between two good ones, which load all the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenPluginsTest {
    private static final String CLASS =
            "package sample; public class Bad implements io.vertebra.api.plugin.VisionPlugin ";

    /** A character device of every Unix; reading a pipe as well would never end. */
    private static final Path DEVICE = Path.of("/dev/null");

    private Path first;
    private Path last;

    @BeforeAll
    void writeGoodOnes(@TempDir Path folder) throws IOException {
        first = TestJar.emptyPlugin("alpha").write(folder.resolve("a.jar"));
        last = TestJar.emptyPlugin("omega").write(folder.resolve("z.jar"));
    }

    static TestJar bad(String body) {
        return TestJar.plugin("bad").provider("sample.Bad", CLASS + body);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of(
                        bad("{ private Bad() {} }"),
                        State.FAILED,
                        "a provider has a public constructor without parameters [P-003]\n"
                                + "    received: java.lang.NoSuchMethodException: sample.Bad.<init>()\n"
                                + "    fix: add one"),
                Arguments.of(
                        bad("{ public Bad() { throw new IllegalStateException(\"no licence\"); } }"),
                        State.FAILED,
                        "a provider's constructor ends without an exception [P-003]\n"
                                + "    received: java.lang.IllegalStateException: no licence\n"
                                + "    fix: do such work later, when a network is built"),
                Arguments.of(
                        bad("{ static final int X = Integer.parseInt(\"x\"); }"),
                        State.FAILED,
                        "a provider's static initialiser ends without an exception [P-003]\n"
                                + "    received: java.lang.NumberFormatException: For input string: \"x\"\n"
                                + "    fix: do such work later, when a network is built"),
                Arguments.of(
                        TestJar.plugin("bad")
                                .provider("sample.Bad", CLASS + "{ final Helper helper = new Helper(); }")
                                .source("sample.Helper", "package sample; class Helper {}")
                                .leaveOut("sample/Helper.class"),
                        State.FAILED,
                        "a plugin brings every class that it needs, except those of the API [P-003]\n"
                                + "    received: java.lang.NoClassDefFoundError: sample/Helper\n"
                                + "    fix: put the missing library beside the plugin into one folder; Vertebra's own are not visible"),
                Arguments.of(
                        TestJar.plugin("bad")
                                .provider("sample.Bad", "package sample; public class Bad extends Base {}")
                                .source(
                                        "sample.Base",
                                        "package sample; public class Base implements io.vertebra.api.plugin.VisionPlugin {}")
                                .leaveOut("sample/Base.class"),
                        State.FAILED,
                        "a plugin brings every class that it needs, except those of the API [P-003]\n"
                                + "    received: java.lang.NoClassDefFoundError: sample/Base\n"
                                + "    fix: put the missing library beside the plugin into one folder; Vertebra's own are not visible"),
                Arguments.of(
                        TestJar.plugin("bad").provider("sample.Bad", "package sample; public class Bad {}"),
                        State.FAILED,
                        "the service file names classes of the plugin that implement VisionPlugin [P-003]\n"
                                + "    received: sample.Bad not a subtype\n"
                                + "    fix: write the full name of such a class into "
                                + "META-INF/services/io.vertebra.api.plugin.VisionPlugin"),
                Arguments.of(
                        TestJar.plugin("bad").service("io.vertebra.core.builtin.BuiltinPlugin"),
                        State.FAILED,
                        "the service file names classes of the plugin that implement VisionPlugin [P-003]\n"
                                + "    received: Provider io.vertebra.core.builtin.BuiltinPlugin not found\n"
                                + "    fix: write the full name of such a class into "
                                + "META-INF/services/io.vertebra.api.plugin.VisionPlugin"),
                Arguments.of(
                        TestJar.plugin("bad").source("sample.Bad", CLASS + "{}"),
                        State.FAILED,
                        "a plugin names its provider in a service file [P-003]\n"
                                + "    received: no class in META-INF/services/io.vertebra.api.plugin.VisionPlugin\n"
                                + "    fix: write the full name of the class that implements VisionPlugin into that file"),
                Arguments.of(
                        TestJar.emptyPlugin("bad")
                                .source("sample.Bad", CLASS + "{}")
                                .service("sample.Empty\nsample.Bad\n"),
                        State.FAILED,
                        "a plugin has one provider [P-003]\n"
                                + "    received: sample.Empty, sample.Bad\n"
                                + "    fix: leave one in the service file, or make a plugin for each"),
                Arguments.of(
                        TestJar.library().resource("readme.txt", "not a plugin"),
                        State.REJECTED,
                        "a plugin has one META-INF/vertebra/plugin.properties [P-001]\n"
                                + "    received: none\n"
                                + "    fix: take it away if it is no plugin; a library belongs into the folder of its plugin"),
                Arguments.of(
                        TestJar.emptyPlugin("bad").key("colour", "red"),
                        State.REJECTED,
                        "!/META-INF/vertebra/plugin.properties: a descriptor has no such key [P-001]\n"
                                + "    received: colour\n"
                                + "    fix: one of id, version, api.version, java.version, djl.version, provides, title, "
                                + "description, vendor, license, homepage, capabilities, deprecated"),
                Arguments.of(
                        TestJar.emptyPlugin("bad").without("license"),
                        State.REJECTED,
                        "!/META-INF/vertebra/plugin.properties: license: a descriptor states license [P-001]\n"
                                + "    received: no such key\n"
                                + "    fix: add license=..."),
                Arguments.of(
                        TestJar.emptyPlugin("bad")
                                .resource("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nClass-Path: other.jar\n"),
                        State.REJECTED,
                        "a plugin's manifest names no other JARs [P-001]\n"
                                + "    received: Class-Path: other.jar\n"
                                + "    fix: put all JARs of the plugin into a folder of its own"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aBrokenJarSaysWhyAndHidesNoGoodOne(TestJar broken, State state, String text, @TempDir Path plugins)
            throws IOException {
        Path jar = broken.write(plugins.resolve("m.jar"));
        try (PluginSet set = loadBetweenGoodOnes(plugins)) {
            LoadedPlugin bad = only(set, jar);
            assertThat(bad.state()).isEqualTo(state);
            assertThat(bad.problems()).hasSize(1);
            String separator = text.startsWith("!/") ? "" : ": ";
            assertThat(bad.problems().get(0).text()).isEqualTo(jar + separator + text);
            assertThat(bad.provider()).isEmpty();
        }
    }

    static Stream<Arguments> versions() {
        return Stream.of(
                Arguments.of("api.version", "0.4.0", "a plugin is built against API 0.3 to 0.3.1", "a version of bad"),
                Arguments.of("api.version", "0.3.2", "a plugin is built against API 0.3 to 0.3.1", "a version of bad"),
                Arguments.of("api.version", "0.2.0", "a plugin is built against API 0.3 to 0.3.1", "a version of bad"),
                Arguments.of(
                        "java.version",
                        "22",
                        "a plugin needs no newer Java than the one that runs, 21",
                        "run with Java 22"),
                Arguments.of("djl.version", "0.36.0", "a plugin is built against DJL 0.35", "a version of bad"));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void anotherVersionIsRefusedBeforeAnyClassIsLoaded(
            String key, String value, String rule, String fix, @TempDir Path plugins) throws IOException {
        String marker = "vertebra.test." + key + "." + value;
        TestJar jar = bad("{ static { System.setProperty(\"" + marker + "\", \"ran\"); } }")
                .key("api.version", "0.3.0")
                .key("djl.version", "0.35.9");
        Path good = jar.write(plugins.resolve("bad.jar"));
        PluginLoader loader = new PluginLoader(new HostVersion("0.3.1", 21, "0.35.1"));
        try (PluginSet set = loader.loadFolder(plugins)) {
            assertThat(only(set, good).state()).isEqualTo(State.LOADED);
            assertThat(System.clearProperty(marker)).isEqualTo("ran");
        }
        Path refused = jar.key(key, value).write(plugins.resolve("bad.jar"));
        try (PluginSet set = loader.loadFolder(plugins)) {
            LoadedPlugin plugin = only(set, refused);
            assertThat(plugin.state()).isEqualTo(State.REJECTED);
            assertThat(plugin.problems().get(0).text())
                    .startsWith(refused + ": " + rule + " [P-002]\n    received: bad 1.2.3, " + key + " " + value)
                    .contains("fix: ", fix);
            assertThat(System.getProperty(marker)).isNull();
        }
    }

    @Test
    void whatIsNoJarIsRejected(@TempDir Path plugins) throws IOException {
        byte[] good = Files.readAllBytes(first);
        Path cut = Files.write(plugins.resolve("cut.jar"), Arrays.copyOf(good, good.length / 2));
        Path empty = Files.createFile(plugins.resolve("empty.jar"));
        Path text = Files.writeString(plugins.resolve("text.jar"), "this is no archive, whatever its name says");
        Path dangling = Files.createSymbolicLink(plugins.resolve("link.jar"), plugins.resolve("gone.jar"));
        Path bare = Files.createDirectory(plugins.resolve("bare"));
        Files.writeString(plugins.resolve("README.md"), "not looked at");
        Files.createDirectory(plugins.resolve(".hidden"));
        try (PluginSet set = loadBetweenGoodOnes(plugins)) {
            assertThat(set.all()).hasSize(7);
            String cannotRead = ": a plugin is a JAR that can be read [P-001]\n    received: ";
            String again = "\n    fix: copy or download the JAR again";
            assertThat(rejection(set, cut))
                    .isEqualTo(cut + cannotRead + "java.util.zip.ZipException: zip END header not found" + again);
            assertThat(rejection(set, empty)).isEqualTo(empty + cannotRead + "an empty file" + again);
            assertThat(rejection(set, text)).startsWith(text + cannotRead + "java.util.zip.ZipException: ");
            assertThat(rejection(set, dangling))
                    .isEqualTo(
                            dangling + cannotRead + "a link to a file that does not exist\n    fix: copy the JAR here");
            assertThat(rejection(set, bare))
                    .isEqualTo(bare + ": the folder of a plugin holds its JARs [P-001]\n    received: no JAR\n"
                            + "    fix: put the plugin's JARs directly into this folder, or take it away");
        }
    }

    @Test
    void aDamagedEntryOfAReadableArchiveIsRejected(@TempDir Path plugins) throws IOException {
        byte[] bytes = Files.readAllBytes(first);
        // The data of the descriptor: the name stands first in its local header.
        String archive = new String(bytes, StandardCharsets.ISO_8859_1);
        int data = archive.indexOf(PluginDescriptor.RESOURCE) + PluginDescriptor.RESOURCE.length();
        Arrays.fill(bytes, data, data + 40, (byte) 0xff);
        Path damaged = Files.write(plugins.resolve("damaged.jar"), bytes);
        try (PluginSet set = loadBetweenGoodOnes(plugins)) {
            assertThat(rejection(set, damaged)).startsWith(damaged + ": a plugin is a JAR that can be read [P-001]");
        }
    }

    @Test
    void aMissingFolderIsACodedProblem(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("plugins");
        assertThatThrownBy(() -> new PluginLoader().loadFolder(missing))
                .isInstanceOf(LoadException.class)
                .hasMessage(missing + ": a plugins folder exists and can be read [P-006]\n"
                        + "    received: nothing there\n    fix: name an existing folder");
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> new PluginLoader().loadFolder(file))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("received: a file");
        Path emptyFolder = Files.createDirectory(folder.resolve("empty"));
        try (PluginSet set = new PluginLoader().loadFolder(emptyFolder)) {
            assertThat(set.all()).isEmpty();
        }
    }

    private PluginSet loadBetweenGoodOnes(Path plugins) throws IOException {
        Files.copy(first, plugins.resolve("a.jar"));
        Files.copy(last, plugins.resolve("z.jar"));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        PluginSet set = new PluginLoader().loadFolder(plugins);
        assertThat(set.loaded()).extracting(LoadedPlugin::name).containsExactly("alpha", "omega");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        return set;
    }

    private static String rejection(PluginSet set, Path path) {
        LoadedPlugin plugin = only(set, path);
        assertThat(plugin.state()).isEqualTo(State.REJECTED);
        assertThat(plugin.name()).isEqualTo(path.getFileName().toString());
        return plugin.problems().get(0).text();
    }

    private static LoadedPlugin only(PluginSet set, Path path) {
        return set.all().stream()
                .filter(plugin -> plugin.path().equals(Optional.of(path)))
                .reduce((a, b) -> {
                    throw new AssertionError("two at " + path);
                })
                .orElseThrow();
    }

    @Test
    void aPipeOrADeviceIsNotOpened() {
        assumeThat(DEVICE).exists();
        assertThat(new PluginLoader().inspect(DEVICE).problems())
                .extracting(Problem::received)
                .containsExactly("a pipe or a device");
    }

    @Test
    void aFileThatIsNotThereIsNoLink(@TempDir Path folder) throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.jar"), folder.resolve("none.jar"));
        assertThat(new PluginLoader().inspect(link).problems())
                .extracting(Problem::received)
                .containsExactly("a link to a file that does not exist");
        assertThat(new PluginLoader().inspect(folder.resolve("none.jar")).problems())
                .extracting(Problem::received)
                .containsExactly("nothing there");
    }

    @Test
    void whatMayNotBeReadIsNotBroken(@TempDir Path folder) throws IOException {
        assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
        Path jar = Files.setPosixFilePermissions(
                TestJar.emptyPlugin("closed").write(folder.resolve("closed.jar")), Set.of());
        assumeThat(Files.isReadable(jar)).as("not an administrator").isFalse();
        assertThat(new PluginLoader().inspect(jar).problems())
                .extracting(Problem::received, Problem::fix)
                .containsExactly(tuple("permission denied", "a file that you may read"));
    }

    @Test
    void theRootOfTheFileSystemHasANameToo(@TempDir Path folder) {
        Path root = folder.getRoot();
        assertThat(new PluginLoader().inspect(root).id()).isEqualTo(root.toString());
    }
}
