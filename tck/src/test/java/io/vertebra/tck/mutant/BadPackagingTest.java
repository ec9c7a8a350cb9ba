package io.vertebra.tck.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.error.Problem;
import io.vertebra.core.Vertebra;
import io.vertebra.core.plugin.LoadedPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All bad JARs in one folder with good ones: each is told with its file, cause and way out, and the good ones work. */
final class BadPackagingTest {
    private static final String CONSTRUCTOR = "public SamplePlugin() { %s }";

    /** What is wrong, and the code that says so. */
    private record Bad(PluginJar jar, String code) {}

    private static Bad giving(String id, String body, String code) {
        return new Bad(PluginJar.giving(id, body), code);
    }

    private static Bad starting(String id, String statement) {
        return giving(id, CONSTRUCTOR.formatted(statement), "P-003");
    }

    private static Bad listing(String id, String statement) {
        String method = "public java.util.List<io.vertebra.api.model.Backbone<?>> backbones() { %s }";
        return giving(id, method.formatted(statement), "P-003");
    }

    private static Bad changed(String id, String key, String value, String code) {
        return new Bad(PluginJar.giving(id, "").key(key, value), code);
    }

    private static Map<String, Bad> bad() {
        Map<String, Bad> bad = new LinkedHashMap<>();
        bad.put("b-no-descriptor", new Bad(PluginJar.library().resource("readme.txt", "hello"), "P-001"));
        bad.put("b-unknown-key", changed("unknown-key", "colour", "red", "P-001"));
        bad.put("b-bad-version", changed("bad-version", "version", "newest", "P-001"));
        bad.put("b-newer-api", changed("newer-api", "api.version", "99.0.0", "P-002"));
        bad.put("b-newer-java", changed("newer-java", "java.version", "99", "P-002"));
        bad.put("b-lies", changed("lies", "provides", "model:nothing", "P-005"));
        bad.put("b-no-class", new Bad(PluginJar.empty("no-class").service("sample.None"), "P-003"));
        bad.put("b-no-service", new Bad(PluginJar.empty("no-service"), "P-003"));
        bad.put("b-private", giving("private", "private SamplePlugin() {}", "P-003"));
        bad.put("b-constructor", starting("constructor", "throw new IllegalStateException(\"no licence\");"));
        bad.put("b-error", starting("error", "throw new AssertionError();"));
        bad.put("b-deep", starting("deep", "new SamplePlugin();"));
        bad.put("b-static", giving("static", "static final int X = Integer.parseInt(\"x\");", "P-003"));
        bad.put("b-null-list", listing("null-list", "return null;"));
        bad.put("b-null-component", listing("null-component", "return java.util.Arrays.asList(null, null);"));
        bad.put("b-list-error", listing("list-error", "throw new ExceptionInInitializerError();"));
        bad.put("b-list-deep", listing("list-deep", "return backbones();"));
        bad.put(
                "b-newer-bytes",
                new Bad(PluginJar.giving("newer-bytes", "").version("sample/SamplePlugin.class", 65), "P-002"));
        bad.put("b-leads-out", new Bad(PluginJar.giving("leads-out", "").resource("../../evil", ""), "P-007"));
        bad.put("b-twin-1", new Bad(PluginJar.giving("twin", ""), "P-004"));
        bad.put("b-twin-2", new Bad(PluginJar.giving("twin", ""), "P-004"));
        bad.put("b-mixed", new Bad(mixed(), "P-003"));
        return bad;
    }

    /** Broken providers beside a good one in a single service file. */
    private static PluginJar mixed() {
        String provider = "package sample; public class %s implements io.vertebra.api.plugin.VisionPlugin { %s }";
        return PluginJar.giving("mixed", "")
                .source("sample.Hidden", provider.formatted("Hidden", "Hidden(int x) {}"))
                .source("sample.Stranger", "package sample; public class Stranger {}")
                .source("sample.Lost", "package sample; public class Lost extends Base {}")
                .source("sample.Base", provider.formatted("Base", ""))
                .leaveOut("sample/Base.class")
                .service("sample.None\nsample.Hidden\nsample.SamplePlugin\nsample.Stranger\nsample.Lost\n");
    }

    @Test
    void noBadJarHidesAGoodOne(@TempDir Path home) throws IOException {
        Path plugins = Files.createDirectory(home.resolve("plugins"));
        PluginJar.sample().write(plugins.resolve("a.jar"));
        PluginJar.giving("good", "").write(plugins.resolve("z.jar"));
        Map<String, Bad> bad = bad();
        bad.forEach((name, one) -> one.jar().write(plugins.resolve(name + ".jar")));
        Map<String, String> codes = new LinkedHashMap<>();
        bad.forEach((name, one) -> codes.put(name + ".jar", one.code()));
        Files.write(plugins.resolve("b-no-zip.jar"), new byte[] {'P', 'K', 9, 9});
        codes.put("b-no-zip.jar", "P-001");
        Files.createFile(plugins.resolve("b-empty.jar"));
        codes.put("b-empty.jar", "P-001");
        Files.createDirectory(plugins.resolve("b-folder"));
        codes.put("b-folder", "P-001");
        Path outside = PluginJar.giving("outside", "").write(home.resolve("outside.jar"));
        Files.createSymbolicLink(plugins.resolve("b-link.jar"), outside);
        codes.put("b-link.jar", "P-007");

        try (Vertebra vertebra = Vertebra.open(plugins)) {
            Map<String, String> told = vertebra.plugins().stream()
                    .filter(LoadedPlugin::broken)
                    .collect(Collectors.toMap(
                            plugin -> String.valueOf(plugin.path().orElseThrow().getFileName()),
                            plugin -> plugin.problems().get(0).code().id()));
            assertThat(told).containsExactlyInAnyOrderEntriesOf(codes);
            assertThat(vertebra.problems()).allSatisfy(problem -> {
                assertThat(problem.text()).contains("plugins");
                assertThat(problem.received()).isNotBlank();
                assertThat(problem.fix()).isNotBlank();
            });
            assertThat(vertebra.plugins().stream()
                            .filter(plugin -> !plugin.broken())
                            .map(LoadedPlugin::name))
                    .containsExactly("good", "sample");
            assertThat(vertebra.catalog().backbones().find("sample-backbone")).isPresent();
        }
    }

    @Test
    void eachBrokenProviderOfAMixedServiceFileIsTold(@TempDir Path plugins) {
        mixed().write(plugins.resolve("mixed.jar"));
        try (Vertebra vertebra = Vertebra.open(plugins)) {
            List<Problem> problems = vertebra.problems();
            assertThat(problems)
                    .extracting(Problem::received)
                    .anySatisfy(text -> assertThat(text).contains("sample.None not found"));
            assertThat(problems)
                    .extracting(Problem::received)
                    .anySatisfy(text -> assertThat(text).contains("sample.Stranger not a subtype"));
            assertThat(problems)
                    .extracting(Problem::received)
                    .anySatisfy(text -> assertThat(text).contains("NoClassDefFoundError: sample/Base"));
            assertThat(problems)
                    .extracting(Problem::received)
                    .anySatisfy(text -> assertThat(text).contains("sample.Hidden.<init>"));
        }
    }
}
