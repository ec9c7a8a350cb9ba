package io.vertebra.tck.subject;

import java.nio.file.Path;
import java.util.List;

/**
 * A plugin as it is shipped.
 *
 * @param id of the plugin; the file's name when the descriptor does not tell it
 * @param unit the JAR, the folder of JARs, or, in the author's own build, a folder of classes
 * @param packaged whether it is a JAR or a folder of JARs; rules about packaging do not concern classes in a build
 * @param companions units that its recipes need
 */
public record PluginSubject(String id, Path unit, boolean packaged, List<Path> companions) implements Subject {
    public PluginSubject {
        companions = List.copyOf(companions);
    }

    @Override
    public Kind kind() {
        return Kind.PLUGIN;
    }
}
