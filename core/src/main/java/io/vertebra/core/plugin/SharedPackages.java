package io.vertebra.core.plugin;

import java.util.List;

/**
 * The packages whose types cross the border between host and plugin. A plugin sees the host's classes of these packages and
 * never its own; of everything else it sees its own classes and never the host's.
 */
public final class SharedPackages {
    /** Prefixes of class names. Gson is among them because DJL's public types show it. */
    public static final List<String> PREFIXES =
            List.of("io.vertebra.api.", "ai.djl.", "com.google.gson.", "org.slf4j.", "org.jspecify.");

    private static final List<String> FOLDERS =
            PREFIXES.stream().map(prefix -> prefix.replace('.', '/')).toList();

    private SharedPackages() {}

    /** Whether the class comes from the host. */
    public static boolean holdClass(String name) {
        return PREFIXES.stream().anyMatch(name::startsWith);
    }

    /** Whether the resource comes from the host; its name has slashes and none in front. */
    public static boolean holdResource(String name) {
        return FOLDERS.stream().anyMatch(name::startsWith);
    }
}
