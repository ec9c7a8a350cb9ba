package io.vertebra.tck.mutant;

import ai.djl.ndarray.NDArray;
import io.vertebra.api.plugin.VisionPlugin;
import io.vertebra.core.plugin.HostVersion;
import io.vertebra.core.plugin.PluginDescriptor;
import io.vertebra.tck.subject.PluginSubject;
import io.vertebra.tck.subject.Subject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

/** The sample plugin as a real JAR, compiled when it is written, with things changed in it. */
public final class PluginJar {
    /** Names the provider. */
    public static final String SERVICE = "META-INF/services/" + VisionPlugin.class.getName();

    /** Class and package of the sample. */
    public static final String SAMPLE = "sample.SamplePlugin";

    private static final String FOLDER = "/plugin/";
    private static final List<String> SOURCES =
            List.of(SAMPLE, "sample.SampleBackbone", "sample.SampleNeck", "sample.SampleAttention");
    private static final int MAJOR_VERSION_AT = 7;

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> resources = new TreeMap<>();
    private final Map<String, String> descriptor = new LinkedHashMap<>();
    private final List<String> left = new ArrayList<>();
    private final Map<String, Integer> versions = new HashMap<>();

    private PluginJar() {}

    /** A sound plugin with a backbone, a neck and an attention. */
    public static PluginJar sample() {
        PluginJar jar = empty("sample");
        SOURCES.forEach(name -> jar.source(name, read(FOLDER + name.replace('.', '/') + ".java")));
        return jar.service(SAMPLE)
                .key(
                        "provides",
                        "backbone:sample-backbone, backbone:sample-backbone-wide, neck:sample-neck, "
                                + "attention:sample-attention");
    }

    /** A descriptor and nothing else. */
    public static PluginJar empty(String id) {
        PluginJar jar = new PluginJar();
        return jar.key("id", id)
                .key("version", "1.2.3")
                .key("api.version", HostVersion.current().api())
                .key("java.version", "17")
                .key("djl.version", HostVersion.current().djl())
                .key("provides", "")
                .key("title", "Sample")
                .key("description", "A sample")
                .key("vendor", "Vertebra developers")
                .key("license", "Apache-2.0")
                .key("homepage", "https://vertebra.invalid/");
    }

    /** A sound plugin that gives nothing. */
    public static PluginJar giving(String id, String body) {
        return empty(id)
                .source(
                        SAMPLE,
                        "package sample; public final class SamplePlugin "
                                + "implements io.vertebra.api.plugin.VisionPlugin { " + body + " }")
                .service(SAMPLE);
    }

    /** No descriptor, nothing. */
    public static PluginJar library() {
        return new PluginJar();
    }

    private static String read(String resource) {
        try (InputStream stream = PluginJar.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("no " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PluginJar key(String key, String value) {
        descriptor.put(key, value);
        return this;
    }

    public PluginJar without(String key) {
        descriptor.remove(key);
        return this;
    }

    public PluginJar source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    /** Changes one place of a source, which has to be there. */
    public PluginJar edit(String className, String old, String by) {
        String text = sources.get(className);
        if (text == null || !text.contains(old)) {
            throw new IllegalStateException("'" + old + "' is not in " + className);
        }
        return source(className, text.replace(old, by));
    }

    public PluginJar service(String text) {
        return resource(SERVICE, text + "\n");
    }

    public PluginJar resource(String name, String text) {
        resources.put(name, text);
        return this;
    }

    public PluginJar withoutResource(String name) {
        resources.remove(name);
        return this;
    }

    /** Compiled, and not packed. */
    public PluginJar leaveOut(String classFile) {
        left.add(classFile);
        return this;
    }

    /**
     * Says that a class was compiled for another Java.
     *
     * @param major version of the class file: 65 for Java 21
     */
    public PluginJar version(String classFile, int major) {
        versions.put(classFile, major);
        return this;
    }

    /** Compiles and packs. */
    public Path write(Path file) {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : content().entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the kit sees it, in a file of its own. */
    public Subject subject() {
        try {
            Path folder = Files.createTempDirectory("mutant");
            folder.toFile().deleteOnExit();
            Path jar = write(folder.resolve("sample.jar"));
            jar.toFile().deleteOnExit();
            return new PluginSubject(descriptor.getOrDefault("id", "sample.jar"), jar, true, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        for (String name : left) {
            if (content.remove(name) == null) {
                throw new IllegalStateException("no " + name + " to leave out");
            }
        }
        versions.forEach((name, major) -> content.get(name)[MAJOR_VERSION_AT] = major.byteValue());
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
            List<String> options =
                    List.of("-proc:none", "-nowarn", "--release", "17", "-d", out.toString(), "-cp", classPath());
            List<JavaFileObject> units = new ArrayList<>();
            sources.forEach((name, text) -> units.add(new Source(name, text)));
            if (!compiler.getTask(messages, files, null, options, null, units).call()) {
                throw new IllegalStateException(messages.toString());
            }
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

    /** What an author compiles against, and for reaching into it, the host. */
    private static String classPath() {
        return Stream.of(
                        VisionPlugin.class,
                        NDArray.class,
                        Logger.class,
                        NullMarked.class,
                        HostVersion.class,
                        com.google.inject.Injector.class)
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
