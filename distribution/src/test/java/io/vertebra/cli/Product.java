package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code bin/vertebra} of the assembled product, run in a folder, with a home folder that cannot even be made. */
final class Product {
    static final Path HOME = Path.of(System.getProperty("vertebra.home"));
    static final Path ASTRONAUT = HOME.resolve("samples/astronaut.png");

    private static final int LONGEST_SECONDS = 120;

    private final Path folder;
    private final Path temporary;
    private final Path logs;

    private String jvmOptions = "";
    private List<String> wrapper = List.of();

    /** @param scratch what lies outside of the folder that a test looks at */
    Product(Path folder, Path scratch) throws IOException {
        this.folder = folder;
        temporary = Files.createDirectories(scratch.resolve("tmp"));
        logs = Files.createDirectories(scratch.resolve("logs"));
    }

    /** What came of it. */
    record Run(int exitCode, String out, String err) {}

    /** Runs to the end; asserts what holds for every run: no trace of a stack, and nothing left in the temporary folder. */
    Run run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS))
                .as("ended in time")
                .isTrue();
        return result(process);
    }

    /** The same product with more options of the Java VM. */
    Product with(String options) {
        jvmOptions = options;
        return this;
    }

    /** The same product, none of whose files may grow beyond this size, as on a full disk. */
    Product withFilesUpTo(int kilobytes) {
        wrapper = List.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$0\" \"$@\"");
        return this;
    }

    Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(wrapper);
        command.add(HOME.resolve("bin/vertebra").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(logs.resolve("out").toFile())
                .redirectError(logs.resolve("err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PYTORCH_") || name.startsWith("DJL_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HOME", "/proc/nohome");
        builder.environment().put("TMPDIR", temporary.toString());
        builder.environment().put("VERTEBRA_OPTS", "-Djava.io.tmpdir=" + temporary + " " + jvmOptions);
        return builder.start();
    }

    Run result(Process process) throws IOException {
        Run run = new Run(
                process.exitValue(), Files.readString(logs.resolve("out")), Files.readString(logs.resolve("err")));
        assertThat(run.out() + run.err()).doesNotContain("at io.vertebra", "\tat ", "Exception in thread");
        assertThat(temporary).isEmptyDirectory();
        return run;
    }

    /** Everything in the folder, as relative paths with slashes. */
    List<String> files() throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
