package io.vertebra.core.plugin;

import io.vertebra.api.error.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A JAR, or the folder of a plugin's JARs, that was looked at without running anything of it. */
public final class PluginUnit {
    private final Candidate candidate;
    private final @Nullable String sha256;

    PluginUnit(Candidate candidate) {
        this.candidate = candidate;
        this.sha256 = candidate.descriptor() == null ? null : UnitDigest.of(candidate.sources());
    }

    /** The descriptor's id; without one, the name of the file. */
    public String id() {
        return candidate.name();
    }

    /** The JAR or folder. */
    public Path path() {
        return candidate.path();
    }

    /** Its JARs. */
    public List<Path> jars() {
        return candidate.sources();
    }

    /** What it says about itself, if that could be read. */
    public Optional<PluginDescriptor> descriptor() {
        return Optional.ofNullable(candidate.descriptor());
    }

    /** Of its content, as the lock file states it. */
    public Optional<String> sha256() {
        return Optional.ofNullable(sha256);
    }

    /** What would keep it from being loaded. */
    public List<Problem> problems() {
        return candidate.problems();
    }
}
