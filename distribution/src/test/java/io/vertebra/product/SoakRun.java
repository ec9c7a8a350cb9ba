package io.vertebra.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A soak in a JVM of its own with a heap that is resident from the start, so that growth is native growth. */
final class SoakRun {
    private SoakRun() {}

    /**
     * What the program prints.
     *
     * @param main a program that prints whole numbers
     */
    static long[] run(Path folder, Class<?> main, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
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
                main.getName()));
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        File output = File.createTempFile("soak", ".txt", folder.toFile());
        Process process = new ProcessBuilder(command)
                .redirectOutput(output)
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
        return Arrays.stream(Files.readString(output.toPath()).trim().split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    /** The kilobytes of this process that are in memory. */
    static long resident() throws Exception {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
    }
}
