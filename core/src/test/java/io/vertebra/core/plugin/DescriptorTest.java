package io.vertebra.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.LoadException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorTest {
    private static final String SOUND = """
            id=face
            version=1.2.3-SNAPSHOT
            api.version=0.1.0
            java.version=17
            djl.version=0.35.1
            provides=model:face-detector, backbone:mobilenet-v1,\\
                head:ssd
            title=Gesichter – Erkennung
            description=Finds faces
            vendor=Vertebra developers
            license=Apache-2.0
            homepage=https://vertebra.invalid/
            """;

    private static PluginDescriptor parse(String text) {
        return PluginDescriptor.parse(text.getBytes(StandardCharsets.UTF_8), "face.jar!/plugin.properties");
    }

    @Test
    void readsEveryKeyAsUtf8AndSortsTheInventory() {
        PluginDescriptor face = parse(SOUND + "capabilities=fast, small\ndeprecated=use faces\n");
        assertThat(face.id()).isEqualTo("face");
        assertThat(face.version()).isEqualTo("1.2.3-SNAPSHOT");
        assertThat(face.apiVersion()).isEqualTo("0.1.0");
        assertThat(face.javaVersion()).isEqualTo(17);
        assertThat(face.djlVersion()).isEqualTo("0.35.1");
        assertThat(face.provides()).hasToString("[backbone:mobilenet-v1, head:ssd, model:face-detector]");
        assertThat(face.title()).isEqualTo("Gesichter – Erkennung");
        assertThat(face.description()).isEqualTo("Finds faces");
        assertThat(face.vendor()).isEqualTo("Vertebra developers");
        assertThat(face.license()).isEqualTo("Apache-2.0");
        assertThat(face.homepage()).isEqualTo("https://vertebra.invalid/");
        assertThat(face.capabilities()).containsExactly("fast", "small");
        assertThat(face.deprecated()).isEqualTo("use faces");
        assertThat(face.label()).isEqualTo("face 1.2.3-SNAPSHOT");
    }

    @Test
    void mayProvideNothingAndLeaveOptionalKeysOut() {
        PluginDescriptor face = parse(SOUND.replaceAll("(?s)provides=.*ssd", "provides="));
        assertThat(face.provides()).isEmpty();
        assertThat(face.capabilities()).isEmpty();
        assertThat(face.deprecated()).isEmpty();
    }

    @Test
    void allProblemsComeInOneReport() {
        String wrong = SOUND.replace("version=1.2.3-SNAPSHOT\n", "")
                        .replace("license=Apache-2.0", "licence=Apache-2.0")
                        .replace("head:ssd", "heads:ssd")
                + "title=Again\n";
        assertThatThrownBy(() -> parse(wrong)).isInstanceOf(LoadException.class).hasMessage("""
                        face.jar!/plugin.properties: a descriptor has no such key [P-001]
                            received: licence
                            fix: one of id, version, api.version, java.version, djl.version, provides, title, description, vendor, license, homepage, capabilities, deprecated
                        face.jar!/plugin.properties: title: a key stands once [P-001]
                            received: title twice
                            fix: delete one of the lines
                        face.jar!/plugin.properties: version: a descriptor states version [P-001]
                            received: no such key
                            fix: add version=...
                        face.jar!/plugin.properties: license: a descriptor states license [P-001]
                            received: no such key
                            fix: add license=...
                        face.jar!/plugin.properties: provides: provides lists kind:name, the name in kebab-case [P-001]
                            received: heads:ssd
                            fix: one of the kinds backbone, neck, head, attention, task, model, weights""");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id=face | id=Face | an id is kebab-case and starts with a letter",
                "id=face | id=vertebra | the id vertebra belongs to Vertebra itself",
                "id=face | id= | a descriptor states id",
                "api.version=0.1.0 | api.version=${project.version} | a version starts with two or three numbers",
                "djl.version=0.35.1 | djl.version=9999999999.1 | a version starts with two or three numbers",
                "java.version=17 | java.version=1.8 | java.version is one whole number",
                "head:ssd | head:SSD | provides lists kind:name, the name in kebab-case",
                "head:ssd | backbone:mobilenet-v1 | provides lists a thing once",
                "title=Gesichter | title=\\u12 | a descriptor is a Java properties file",
            })
    void wrongValuesAreNamed(String right, String wrong, String rule) {
        assertThatThrownBy(() -> parse(SOUND.replace(right, wrong)))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining(": " + rule + " [P-001]");
    }

    @Test
    void otherEncodingsAndLongTextsAreRefused() {
        byte[] latin = SOUND.replace("–", "-").replace("Erkennung", "Schlüssel").getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> PluginDescriptor.parse(latin, "face.jar"))
                .hasMessageStartingWith("face.jar: a descriptor is written in UTF-8 [P-001]");
        String longest = SOUND + "# " + "x".repeat(PluginDescriptor.MAX_BYTES);
        assertThatThrownBy(() -> parse(longest)).hasMessageContaining("a descriptor has at most 64 KB [P-001]");
    }

    @Test
    void controlCharactersDoNotReachTheTerminal() {
        assertThatThrownBy(() -> parse(SOUND.replace("id=face", "id=a\\u001b[2Jb")))
                .hasMessageContaining("received: a [2Jb\n");
    }

    /** A table or a report shows what the file says, and nothing else. */
    @ParameterizedTest
    @ValueSource(strings = {"\\u001b[2J", "one\\ntwo", "\\u202egnp.exe", "\\u009b31m"})
    void valuesAreOneLineOfPlainText(String value) {
        assertThatThrownBy(() -> parse(SOUND.replace("Finds faces", value)))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("description: a value is one line without control characters [P-001]")
                .hasMessageNotContaining("\u001b");
    }

    @Test
    void namesAreShortEnoughForATable() {
        String most = "a".repeat(64);
        assertThat(parse(SOUND.replace("id=face", "id=" + most)).id()).isEqualTo(most);
        assertThatThrownBy(() -> parse(SOUND.replace("id=face", "id=a" + most)))
                .hasMessageContaining("id: id has at most 64 characters [P-001]");
        assertThatThrownBy(() -> parse(SOUND.replace("version=1.2.3-", "version=1.2.3-" + most)))
                .hasMessageContaining("version: version has at most 64 characters [P-001]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.2.0", "0.3.0", "1.2.0", "0.2.1-SNAPSHOT"})
    void beforeOneZeroAMinorVersionBreaks(String api) {
        Version host = Version.parse("0.2.1").orElseThrow();
        boolean expected = api.startsWith("0.2.");
        assertThat(host.runs(Version.parse(api).orElseThrow())).isEqualTo(expected);
    }

    @Test
    void fromOneZeroOnANewerHostRunsOlderPluginsOfItsMajorVersion() {
        Version host = Version.parse("2.3.1").orElseThrow();
        List<String> accepted = List.of("2.0", "2.3.0", "2.3.1-rc1");
        List<String> refused = List.of("2.3.2", "2.4", "1.9.0", "3.0.0");
        assertThat(accepted).allMatch(api -> host.runs(Version.parse(api).orElseThrow()));
        assertThat(refused).noneMatch(api -> host.runs(Version.parse(api).orElseThrow()));
    }

    @Test
    void theBuildStatesItsVersions() {
        HostVersion host = HostVersion.current();
        assertThat(host.api()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(host.djl()).startsWith("0.35.");
        assertThat(host.java()).isGreaterThanOrEqualTo(17);
        assertThatThrownBy(() -> new HostVersion("${project.version}", 17, "0.35.1"))
                .hasMessage("the build states the versions of the API and of DJL [X-001]\n"
                        + "    received: api ${project.version}, djl 0.35.1");
    }
}
