package io.vertebra.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.core.Vertebra;
import java.io.File;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README shows works as it stands. */
final class ReadmeIT {
    private static final Path HOME = Path.of(System.getProperty("vertebra.home"));
    private static final Path README = Path.of("..", "README.md");

    @TempDir
    Path folder;

    @Test
    void theJavaExampleCompilesAndFindsTheFace() throws Exception {
        Path source = Files.writeString(folder.resolve("FirstPhoto.java"), block("java"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        String classPath = classPath();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-cp", classPath, "-d", folder.toString(), "-Xlint:all", "-proc:none");
            assertThat(compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
                            .call())
                    .as(messages.toString())
                    .isTrue();
        }
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dvertebra.home=" + HOME,
                "-cp",
                classPath + File.pathSeparator + folder,
                "FirstPhoto",
                HOME.resolve("samples/astronaut.png").toString());
        java.environment()
                .put("PYTORCH_LIBRARY_PATH", HOME.resolve("natives/pytorch").toString());
        Process process = java.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(output).startsWith("face 0.96 Box[x1=181.1").hasLineCount(1);
    }

    @Test
    void theRecipeIsTheFaceDetectors() throws Exception {
        Path file = Files.writeString(folder.resolve("readme.yaml"), block("yaml"));
        try (Vertebra vertebra = Vertebra.open()) {
            var shown = vertebra.recipe(file.toString());
            var installed = vertebra.recipe("face-detector");
            assertThat(shown.backbone()).isEqualTo(installed.backbone());
            assertThat(shown.necks()).isEqualTo(installed.necks());
            assertThat(shown.head()).isEqualTo(installed.head());
            assertThat(shown.weights()).isEqualTo(installed.weights());
            assertThat(shown.preprocessing()).isEqualTo(installed.preprocessing());
        }
    }

    private static String classPath() throws Exception {
        try (Stream<Path> jars = Files.list(HOME.resolve("lib"))) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static String block(String language) throws Exception {
        Matcher matcher =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(README));
        assertThat(matcher.find()).as("a block of " + language).isTrue();
        return matcher.group(1);
    }
}
