package io.vertebra.core.plugin;

import io.vertebra.core.weights.Sha256;
import java.nio.file.Path;
import java.util.List;

/** What identifies the content of a unit. */
public final class UnitDigest {
    private UnitDigest() {}

    /**
     * The SHA-256 of a JAR; of several, that of the list of their names and SHA-256, so that a renamed or added file shows.
     *
     * @param jars of one unit, sorted by name
     * @throws io.vertebra.api.error.LoadException when one cannot be read
     */
    public static String of(List<Path> jars) {
        if (jars.size() == 1) {
            return Sha256.of(jars.get(0));
        }
        StringBuilder list = new StringBuilder();
        jars.forEach(jar -> list.append(Sha256.of(jar))
                .append("  ")
                .append(jar.getFileName())
                .append('\n'));
        return Sha256.ofText(list.toString());
    }
}
