package io.vertebra.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Native memory stays flat. A JVM of its own with a heap that is resident from the start, so that growth is native growth. */
@EnabledOnOs(OS.LINUX)
final class MemoryIT {
    private static final double MOST_GROWTH = 1.05;

    @TempDir
    Path folder;

    @Test
    void fiveHundredPredictionsLeaveNothingBehind() throws Exception {
        soak(160, 300);
    }

    @Test
    @Tag("slow")
    void fiveHundredPredictionsLeaveNothingBehindAtFullSize() throws Exception {
        soak(512, 900);
    }

    /** The allocator's heap settles after some hundred predictions, the later the larger the arrays are. */
    private void soak(int size, int warmUp) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                // the second compiler's own memory grows for minutes and is not what is measured
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-Dvertebra.home=" + System.getProperty("vertebra.home"),
                "-cp",
                System.getProperty("java.class.path"),
                SoakMain.class.getName(),
                String.valueOf(size),
                String.valueOf(warmUp),
                "500");
        File output = File.createTempFile("soak", ".txt", folder.toFile());
        Process process = builder.redirectOutput(output)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES))
                    .as("ended in time")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isZero();
        long[] numbers = Arrays.stream(Files.readString(output.toPath()).trim().split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        assertThat(numbers[1]).as("managed arrays").isEqualTo(numbers[0]).isPositive();
        assertThat((double) numbers[3] / numbers[2])
                .as("resident memory, after / before")
                .isLessThan(MOST_GROWTH);
    }
}
