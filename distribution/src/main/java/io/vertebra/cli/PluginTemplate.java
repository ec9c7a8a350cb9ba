package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The example of a third party's plugin with other names: what `plugins new` writes is built and checked with every release. */
final class PluginTemplate {
    /** The names that the example itself has. */
    static final PluginNames EXAMPLE = new PluginNames("my-plugin", "com.example.myplugin");

    private static final String FOLDER = "examples/third-party-plugin";

    private final Path home;

    /** @param home the folder of the product */
    PluginTemplate(Path home) {
        this.home = home;
    }

    /**
     * The files of a new project, by their paths with slashes.
     *
     * @throws LoadException when the example is not there
     */
    Map<String, String> files(PluginNames names) {
        Path example = home.resolve(FOLDER);
        Map<String, String> files = new LinkedHashMap<>();
        try (Stream<Path> found = Files.walk(example)) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                String path = example.relativize(file).toString().replace('\\', '/');
                if (path.equals("pom.xml")) {
                    files.put(path, home(renamed(Files.readString(file), names)));
                } else if (path.startsWith("src/")) {
                    files.put(path(path, names), renamed(Files.readString(file), names));
                }
            }
        } catch (IOException e) {
            Problem problem = Problem.of(
                            ErrorCode.PLUGIN_FOLDER, "the example that new plugins are made from can be read")
                    .at(Location.of(example.toString()))
                    .received(e.toString())
                    .fix("an unpacked distribution of Vertebra");
            throw new LoadException(List.of(problem), e);
        }
        return files;
    }

    private static String path(String path, PluginNames names) {
        return renamed(path, names)
                .replace(
                        EXAMPLE.javaPackage().replace('.', '/'),
                        names.javaPackage().replace('.', '/'));
    }

    /** No name of the example is a part of another one. */
    private static String renamed(String text, PluginNames names) {
        return text.replace(EXAMPLE.javaPackage(), names.javaPackage())
                .replace(EXAMPLE.provider(), names.provider())
                .replace(EXAMPLE.title(), names.title())
                .replace(EXAMPLE.id(), names.id());
    }

    /** The example lies in the product; a project elsewhere has to be told where the product is. */
    private String home(String pom) {
        String path = home.toAbsolutePath()
                .normalize()
                .toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;");
        int start = pom.indexOf("<vertebra.home>") + "<vertebra.home>".length();
        return pom.substring(0, start) + path + pom.substring(pom.indexOf("</vertebra.home>"));
    }
}
