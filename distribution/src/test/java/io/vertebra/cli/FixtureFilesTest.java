package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FixtureFilesTest {
    @TempDir
    Path folder;

    @Test
    void foldersAreSearchedAndOtherFormsCounted() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("b/c"));
        Path one = Files.writeString(deep.resolve("one.json"), "{\"format\": \"vertebra-parity/1\"}");
        Path two = Files.writeString(folder.resolve("a.json"), "{\"format\": \"vertebra-parity/1\"}");
        Files.writeString(folder.resolve("decode.json"), "{\"format\": \"vertebra-decode/1\"}");
        Files.write(folder.resolve("binary.json"), new byte[] {(byte) 0xff, 0x22, (byte) 0xfe});
        Files.writeString(folder.resolve("readme.md"), "\"vertebra-parity/1\"");

        FixtureFiles found = FixtureFiles.of(List.of(folder, one));

        assertThat(found.files()).containsExactly(two, one);
        assertThat(found.skipped()).isEqualTo(2);
    }

    @Test
    void aPlaceThatIsNotThereIsTold() {
        Path missing = folder.resolve("missing.json");
        assertThatThrownBy(() -> FixtureFiles.of(List.of(missing)))
                .isInstanceOf(InputException.class)
                .hasMessage(missing + ": the fixture cannot be read [M-003]\n    received: no such file or folder\n"
                        + "    fix: a fixture, or a folder with fixtures");
    }
}
