package io.vertebra.product;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.core.Vertebra;
import java.io.BufferedReader;
import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        compile("FirstPhoto");
        Process process =
                start("FirstPhoto", HOME.resolve("samples/astronaut.png").toString());
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(output).startsWith("face 0.96 Box[x1=181.1").hasLineCount(1);
    }

    @Test
    void theServerTellsFacesAndBadImages() throws Exception {
        compile("FaceServer");
        Process process = start("FaceServer", "0");
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            URI server = URI.create("http://127.0.0.1:" + lines.readLine() + "/");
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest photo = HttpRequest.newBuilder(server)
                    .POST(HttpRequest.BodyPublishers.ofFile(HOME.resolve("samples/astronaut.png")))
                    .build();
            HttpResponse<String> face = client.send(photo, HttpResponse.BodyHandlers.ofString());
            assertThat(face.statusCode()).isEqualTo(200);
            assertThat(face.body()).contains("name=face, score=0.97");
            HttpRequest text = HttpRequest.newBuilder(server)
                    .POST(HttpRequest.BodyPublishers.ofString("no image"))
                    .build();
            HttpResponse<String> refused = client.send(text, HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("[I-003]");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void compile(String name) throws Exception {
        Path source = Files.writeString(folder.resolve(name + ".java"), block("java", "public class " + name + " "));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-cp", classPath(), "-d", folder.toString(), "-Xlint:all", "-proc:none");
            assertThat(compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
                            .call())
                    .as(messages.toString())
                    .isTrue();
        }
    }

    private Process start(String name, String argument) throws Exception {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dvertebra.home=" + HOME,
                "-cp",
                classPath() + File.pathSeparator + folder,
                name,
                argument);
        java.environment()
                .put("PYTORCH_LIBRARY_PATH", HOME.resolve("natives/pytorch").toString());
        return java.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    }

    @Test
    void theRecipeIsTheFaceDetectors() throws Exception {
        Path file = Files.writeString(folder.resolve("readme.yaml"), block("yaml", ""));
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

    /** The first block of the language that holds the text. */
    private static String block(String language, String text) throws Exception {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .map(found -> found.group(1))
                .filter(block -> block.contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no block of " + language + " with " + text));
    }
}
