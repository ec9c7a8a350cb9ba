package io.vertebra.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.plugin.VisionPlugin;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

/** A real plugin JAR, compiled from source strings when it is written. */
public final class TestJar {
    /** A provider without anything; {@code %s} is its class name. */
    public static final String EMPTY_PROVIDER =
            "package sample; public final class %s implements io.vertebra.api.plugin.VisionPlugin {}";

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> resources = new LinkedHashMap<>();
    private final Map<String, String> descriptor = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();

    private TestJar() {}

    /** A sound plugin of this id, without a provider yet. */
    public static TestJar plugin(String id) {
        TestJar jar = new TestJar();
        Map<String, String> keys = jar.descriptor;
        keys.put("id", id);
        keys.put("version", "1.2.3");
        keys.put("api.version", HostVersion.current().api());
        keys.put("java.version", "17");
        keys.put("djl.version", HostVersion.current().djl());
        keys.put("provides", "");
        keys.put("title", "Sample");
        keys.put("description", "A sample");
        keys.put("vendor", "Vertebra developers");
        keys.put("license", "Apache-2.0");
        keys.put("homepage", "https://vertebra.invalid/");
        return jar;
    }

    /** A JAR without a descriptor. */
    public static TestJar library() {
        return new TestJar();
    }

    /** A sound plugin with a provider that gives nothing. */
    public static TestJar emptyPlugin(String id) {
        return plugin(id).provider("sample.Empty", EMPTY_PROVIDER.formatted("Empty"));
    }

    public TestJar key(String key, String value) {
        descriptor.put(key, value);
        return this;
    }

    public TestJar without(String key) {
        descriptor.remove(key);
        return this;
    }

    public TestJar source(String className, String source) {
        sources.put(className, source);
        return this;
    }

    public TestJar service(String text) {
        return resource(Blame.SERVICE_FILE, text);
    }

    /** A class that the service file names. */
    public TestJar provider(String className, String source) {
        return source(className, source).service(className + "\n");
    }

    public TestJar resource(String name, String text) {
        resources.put(name, text);
        return this;
    }

    /** Compiled, but not packed: a dependency that somebody forgot. */
    public TestJar leaveOut(String classFile) {
        left.add(classFile);
        return this;
    }

    /** Compiles and packs. */
    public Path write(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : content().entrySet()) {
                // A fixed time: equal content makes equal files.
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setTime(0);
                zip.putNextEntry(header);
                zip.write(entry.getValue());
            }
        }
        return file;
    }

    /** Compiles into a folder of classes. */
    public Path writeFolder(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> entry : content().entrySet()) {
            Path file = folder.resolve(entry.getKey());
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        return folder;
    }

    private Map<String, byte[]> content() throws IOException {
        Map<String, byte[]> content = new LinkedHashMap<>();
        resources.forEach((name, text) -> content.put(name, text.getBytes(StandardCharsets.UTF_8)));
        if (!descriptor.isEmpty()) {
            String text = descriptor.entrySet().stream()
                    .map(key -> key.getKey() + "=" + key.getValue() + "\n")
                    .collect(Collectors.joining());
            content.put(PluginDescriptor.RESOURCE, text.getBytes(StandardCharsets.UTF_8));
        }
        content.putAll(classes());
        left.forEach(name -> assertThat(content.remove(name)).as(name).isNotNull());
        return content;
    }

    private Map<String, byte[]> classes() throws IOException {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        if (sources.isEmpty()) {
            return classes;
        }
        Path out = Files.createTempDirectory("classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of("-proc:none", "--release", "17", "-d", out.toString(), "-cp", classPath());
            List<JavaFileObject> units = new ArrayList<>();
            sources.forEach((name, text) -> units.add(new Source(name, text)));
            boolean compiled = compiler.getTask(messages, files, null, options, null, units)
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
        List<Path> written;
        try (Stream<Path> tree = Files.walk(out)) {
            written = tree.toList();
        }
        for (Path file : written) {
            if (Files.isRegularFile(file)) {
                classes.put(out.relativize(file).toString().replace(File.separatorChar, '/'), Files.readAllBytes(file));
            }
        }
        for (int i = written.size() - 1; i >= 0; i--) {
            Files.delete(written.get(i));
        }
        return classes;
    }

    /** What an author compiles against: the API and what shows in it. */
    private static String classPath() {
        return Stream.of(VisionPlugin.class, NDArray.class, Logger.class, NullMarked.class)
                .map(type -> {
                    try {
                        return Path.of(type.getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString();
                    } catch (URISyntaxException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
