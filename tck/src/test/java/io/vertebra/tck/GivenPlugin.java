package io.vertebra.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.plugin.VisionPlugin;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A plugin with one backbone, compiled when a test runs.
 *
 * @param start what the provider's static block does
 * @param forward what the network does before its only layer
 * @param stride that the backbone declares; the real one is 2
 * @param provides what the descriptor says
 */
public record GivenPlugin(String start, String forward, int stride, String provides) {
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
                        FORWARD
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
            provides=PROVIDES
            title=Given
            description=A plugin of a test
            vendor=Vertebra
            license=Apache-2.0
            homepage=https://vertebra.example
            """;

    /** Nothing is wrong with it. */
    public static GivenPlugin good() {
        return new GivenPlugin("", "", 2, "backbone:given-bone");
    }

    public GivenPlugin starting(String code) {
        return new GivenPlugin(code, forward, stride, provides);
    }

    public GivenPlugin forwarding(String code) {
        return new GivenPlugin(start, code, stride, provides);
    }

    public GivenPlugin declaringStride(int other) {
        return new GivenPlugin(start, forward, other, provides);
    }

    public GivenPlugin saying(String provided) {
        return new GivenPlugin(start, forward, stride, provided);
    }

    /** As a folder of classes. */
    public Path classes(Path folder) throws IOException {
        Path source = Files.createDirectories(folder.resolve("source/given")).resolve("Given.java");
        Files.writeString(
                source,
                SOURCE.replace("START", start).replace("FORWARD", forward).replace("STRIDE", Integer.toString(stride)));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(code).as("compiles").isZero();
        write(classes.resolve("META-INF/services/" + VisionPlugin.class.getName()), "given.Given\n");
        write(classes.resolve("META-INF/vertebra/plugin.properties"), DESCRIPTOR.replace("PROVIDES", provides));
        return classes;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** As a JAR. */
    public Path jar(Path folder) throws IOException {
        Path classes = classes(folder);
        Path jar = folder.resolve("given-1.2.3.jar");
        List<Path> files;
        try (Stream<Path> found = Files.walk(classes)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest())) {
            for (Path file : files) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                out.write(Files.readAllBytes(file));
                out.closeEntry();
            }
        }
        return jar;
    }

    private static java.util.jar.Manifest manifest() throws IOException {
        return new java.util.jar.Manifest(
                new java.io.ByteArrayInputStream("Manifest-Version: 1.0\n".getBytes(StandardCharsets.UTF_8)));
    }

    /** The provider's class from a folder of classes, as a test's class path would give it. */
    public Class<? extends VisionPlugin> provider(Path folder) throws IOException, ClassNotFoundException {
        URL[] urls = {classes(folder).toUri().toURL()};
        return new URLClassLoader(urls, GivenPlugin.class.getClassLoader())
                .loadClass("given.Given")
                .asSubclass(VisionPlugin.class);
    }
}
