package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** JARs of a plugin with one backbone, compiled against the product when a test runs. */
final class GivenJar {
    private static final String SOURCE = """
            package given;

            import io.vertebra.api.feature.*;
            import io.vertebra.api.model.*;
            import io.vertebra.api.nn.*;
            import io.vertebra.api.options.NoOptions;
            import io.vertebra.api.plugin.*;
            import java.util.List;

            public final class Given implements VisionPlugin {
                static {
                    START
                }

                @Override
                public List<Backbone<?>> backbones() {
                    return List.of(new Bone());
                }

                public static final class Bone implements Backbone<NoOptions> {
                    @Override
                    public Card card() {
                        return Card.of("given-bone", "One layer");
                    }

                    @Override
                    public NoOptions defaults() {
                        return new NoOptions();
                    }

                    @Override
                    public FeatureSpec features(NoOptions options) {
                        return FeatureSpec.of(FeatureLevel.map("only", 4, STRIDE));
                    }

                    @Override
                    public Network build(NoOptions options, BuildContext context) {
                        return new Net();
                    }
                }

                static final class Net extends Network {
                    private final Conv only = conv("only", conv(3, 4).kernel(3).stride(2).padding(1));

                    @Override
                    public NamedArrays forward(Pass pass, NamedArrays inputs) {
                        return NamedArrays.of("only", only.run(pass, inputs.get(InputSpec.IMAGE)));
                    }
                }
            }
            """;

    private static final String DESCRIPTOR = """
            id=given
            version=1.2.3
            api.version=0.1.0
            java.version=17
            djl.version=0.35.1
            provides=backbone:given-bone
            title=Given
            description=A plugin of a test
            vendor=Vertebra
            license=Apache-2.0
            homepage=https://vertebra.example
            """;

    private GivenJar() {}

    /**
     * Makes one.
     *
     * @param start what the provider's static block does
     * @param stride that the backbone declares; the real one is 2
     */
    static Path make(Path folder, String start, int stride) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("given/classes"));
        Path source = folder.resolve("given/Given.java");
        Files.writeString(source, SOURCE.replace("START", start).replace("STRIDE", Integer.toString(stride)));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", libraries(), "-d", classes.toString(), source.toString());
        assertThat(code).as("compiles").isZero();
        Path jar = folder.resolve("given-1.2.3.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            add(out, "META-INF/services/io.vertebra.api.plugin.VisionPlugin", bytes("given.Given\n"));
            add(out, "META-INF/vertebra/plugin.properties", bytes(DESCRIPTOR));
            for (Path file : files(classes.resolve("given"))) {
                add(out, "given/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
        return jar;
    }

    private static String libraries() throws IOException {
        return files(Product.HOME.resolve("lib")).stream()
                .map(Path::toString)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(content);
        out.closeEntry();
    }
}
