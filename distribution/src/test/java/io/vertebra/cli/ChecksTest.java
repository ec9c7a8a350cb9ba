package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChecksTest {
    @TempDir
    Path folder;

    @Test
    void aMissingLibraryIsNamed() throws IOException {
        for (String name : List.of("c10", "torch", "djl_torch")) {
            Files.createFile(folder.resolve(System.mapLibraryName(name)));
        }
        assertThat(Checks.natives(folder.toString()))
                .isEqualTo(Check.fail(
                        "natives",
                        folder + " misses " + System.mapLibraryName("torch_cpu"),
                        "unpack the distribution again"));
        Files.createFile(folder.resolve(System.mapLibraryName("torch_cpu")));
        assertThat(Checks.natives(folder.toString())).isEqualTo(Check.ok("natives", folder.toString()));
    }

    @Test
    void aFixStandsBelowItsLine() {
        assertThat(DoctorCommand.lines(Checks.natives(null)))
                .containsExactly(
                        "warn  natives    PYTORCH_LIBRARY_PATH is not set",
                        "                 fix: start through bin/vertebra");
    }
}
