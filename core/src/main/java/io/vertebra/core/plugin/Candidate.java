package io.vertebra.core.plugin;

import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unit that was looked at and not run.
 *
 * @param path of the JAR or folder
 * @param sources JARs or one folder of classes
 * @param descriptor null when it cannot be read
 * @param problems what keeps it from being run
 */
record Candidate(Path path, List<Path> sources, @Nullable PluginDescriptor descriptor, List<Problem> problems) {
    Candidate {
        sources = List.copyOf(sources);
        problems = List.copyOf(problems);
    }

    Candidate refused(Problem problem) {
        List<Problem> more = new ArrayList<>(problems);
        more.add(problem);
        return new Candidate(path, sources, descriptor, more);
    }

    /** The descriptor's id; without one, the name of the file, which the root of a file system has not. */
    String name() {
        Path file = path.getFileName();
        return descriptor != null ? descriptor.id() : file == null ? path.toString() : file.toString();
    }

    Location at() {
        return Location.of(path.toString());
    }
}
