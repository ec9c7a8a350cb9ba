package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A new plugin is the example under other names. */
final class PluginTemplateTest {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Path EXAMPLE = HOME.resolve("examples/third-party-plugin");

    private final PluginTemplate template = new PluginTemplate(HOME);

    @Test
    void withTheExamplesNamesItIsTheExample() throws IOException {
        Map<String, String> files = template.files(PluginTemplate.EXAMPLE);
        assertThat(files).hasSizeGreaterThan(9);
        for (Map.Entry<String, String> file : files.entrySet()) {
            String original = Files.readString(EXAMPLE.resolve(file.getKey()));
            String expected = original.replace("${project.basedir}/../../target/vertebra", HOME.toString());
            assertThat(file.getValue()).as(file.getKey()).isEqualTo(expected);
        }
        assertThat(files.get("pom.xml")).contains("<vertebra.home>" + HOME + "</vertebra.home>");
    }

    @Test
    void nothingOfTheExamplesNamesStays() {
        Map<String, String> files = template.files(new PluginNames("night-sky", "org.example.sky"));
        assertThat(files)
                .containsKeys(
                        "src/main/java/org/example/sky/NightSkyPlugin.java",
                        "src/test/java/org/example/sky/ConformanceTest.java",
                        "src/main/resources/META-INF/vertebra/recipes/night-sky-classifier.yaml");
        assertThat(files.get("pom.xml")).contains("<artifactId>night-sky</artifactId>", "<name>Night sky</name>");
        files.forEach((path, text) ->
                assertThat(path + text).as(path).doesNotContain("my-plugin", "MyPlugin", "My plugin", "myplugin"));
    }

    @Test
    void theExampleHasTheVersionsOfThisBuild() throws IOException {
        String build = Files.readString(HOME.resolve("../pom.xml"));
        String pom = template.files(PluginTemplate.EXAMPLE).get("pom.xml");
        assertThat(pom)
                .contains(
                        "<vertebra.version>" + first(build, "version") + "<",
                        "<djl.version>" + first(build, "djl.version") + "<",
                        "<junit.version>" + first(build, "junit.version") + "<",
                        "<PYTORCH_VERSION>" + first(build, "pytorch.version") + "<");
    }

    private static String first(String pom, String element) {
        Matcher matcher = Pattern.compile("<" + element + ">([^<]+)<").matcher(pom);
        assertThat(matcher.find()).as(element).isTrue();
        return matcher.group(1);
    }

    @Test
    void withoutTheExampleItSaysSo(@TempDir Path empty) {
        assertThatThrownBy(() -> new PluginTemplate(empty).files(PluginTemplate.EXAMPLE))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("[P-006]");
    }

    @ParameterizedTest
    @CsvSource({
        "shiny, ShinyPlugin, Shiny, com.example.shiny",
        "my-plugin, MyPlugin, My plugin, com.example.myplugin",
        "x2-y, X2YPlugin, X2 y, com.example.x2y",
        "new, NewPlugin, New, com.example.newplugin"
    })
    void namesFollowFromTheId(String id, String provider, String title, String javaPackage) {
        PluginNames names = PluginNames.of(id);
        assertThat(names.provider()).isEqualTo(provider);
        assertThat(names.title()).isEqualTo(title);
        assertThat(names.javaPackage()).isEqualTo(javaPackage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"My-Plugin", "2x", "a--b", "-a", "a/b", "..", "vertebra", "a b"})
    void badIdsAreRefused(String id) {
        assertThatThrownBy(() -> PluginNames.of(id))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(id)
                .hasMessageContaining("such as my-plugin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.vertebra.api.x", "ai.djl", "a..b", "a.class.b", "a-b", "java.x", "../x"})
    void badPackagesAreRefused(String name) {
        assertThatThrownBy(() -> new PluginNames("shiny", name))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("--package com.example.shiny");
    }
}
