package io.vertebra.core.plugin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads and checks the descriptor of a unit; runs nothing of it. */
final class Examiner {
    private final HostVersion host;

    Examiner(HostVersion host) {
        this.host = host;
    }

    /**
     * Looks at one unit.
     *
     * @param unit the JAR or folder
     * @param sources JARs or one folder of classes
     * @param isolated whether the unit is closed in itself, so that its JARs must not name others
     */
    Candidate examine(Path unit, List<Path> sources, boolean isolated) {
        List<Problem> problems = new ArrayList<>();
        List<Path> described = new ArrayList<>();
        List<PluginDescriptor> descriptors = new ArrayList<>();
        for (Path source : sources) {
            if (isSpecial(source)) {
                problems.add(special(source));
                continue;
            }
            try (InputStream stream = UnitFiles.open(source, PluginDescriptor.RESOURCE)) {
                described.add(source);
                byte[] content = stream.readNBytes(PluginDescriptor.MAX_BYTES + 1);
                descriptors.add(PluginDescriptor.parse(content, source + "!/" + PluginDescriptor.RESOURCE));
            } catch (LoadException e) {
                problems.addAll(e.problems());
            } catch (FileNotFoundException e) {
                // Legal for all but one JAR of a folder; counted below.
                continue;
            } catch (IOException | RuntimeException e) {
                problems.add(unreadable(source, e));
            }
        }
        if (isolated && problems.isEmpty()) {
            sources.forEach(source -> checkManifest(source, problems));
        }
        if (described.size() != 1 && problems.isEmpty()) {
            problems.add(descriptorCount(unit, described));
        }
        if (isolated && problems.isEmpty()) {
            problems.addAll(UnitSafety.checkContent(sources));
        }
        PluginDescriptor descriptor = descriptors.size() == 1 ? descriptors.get(0) : null;
        if (descriptor != null && problems.isEmpty()) {
            problems.addAll(host.check(descriptor, Location.of(unit.toString())));
        }
        return new Candidate(unit, sources, descriptor, problems);
    }

    private static void checkManifest(Path jar, List<Problem> problems) {
        try {
            String path = UnitFiles.manifestClassPath(jar);
            if (!path.isEmpty()) {
                problems.add(Problem.of(ErrorCode.PLUGIN_DESCRIPTOR, "a plugin's manifest names no other JARs")
                        .at(Location.of(jar.toString()))
                        .received("Class-Path: " + Texts.clip(path))
                        .fix("put all JARs of the plugin into a folder of its own"));
            }
        } catch (IOException | RuntimeException e) {
            problems.add(unreadable(jar, e));
        }
    }

    private static Problem descriptorCount(Path unit, List<Path> described) {
        String found =
                described.stream().map(jar -> jar.getFileName().toString()).collect(Collectors.joining(", "));
        return Problem.of(ErrorCode.PLUGIN_DESCRIPTOR, "a plugin has one " + PluginDescriptor.RESOURCE)
                .at(Location.of(unit.toString()))
                .received(described.isEmpty() ? "none" : "one in each of " + found)
                .fix(
                        described.isEmpty()
                                ? "take it away if it is no plugin; a library belongs into the folder of its plugin"
                                : "give each plugin a folder of its own");
    }

    /** To open a pipe is to wait for somebody who writes into it. */
    private static boolean isSpecial(Path source) {
        return Files.exists(source) && !Files.isRegularFile(source) && !Files.isDirectory(source);
    }

    private static Problem special(Path source) {
        return noJar(source).received("a pipe or a device").fix("a JAR, or a folder with the JARs of one plugin");
    }

    private static Problem noJar(Path jar) {
        return Problem.of(ErrorCode.PLUGIN_DESCRIPTOR, "a plugin is a JAR that can be read")
                .at(Location.of(jar.toString()));
    }

    private static Problem unreadable(Path jar, Exception cause) {
        Problem problem = noJar(jar);
        if (!Files.exists(jar)) {
            return Files.isSymbolicLink(jar)
                    ? problem.received("a link to a file that does not exist").fix("copy the JAR here")
                    : problem.received("nothing there")
                            .fix("the path of a JAR, or of a folder with the JARs of one plugin");
        }
        if (!Files.isReadable(jar)) {
            return problem.received("permission denied").fix("a file that you may read");
        }
        boolean empty = jar.toFile().length() == 0;
        return problem.received(empty ? "an empty file" : Texts.of(cause)).fix("copy or download the JAR again");
    }
}
