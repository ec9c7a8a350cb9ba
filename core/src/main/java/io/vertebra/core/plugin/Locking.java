package io.vertebra.core.plugin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what lies in a plugins folder with its lock file. */
final class Locking {
    private Locking() {}

    /** The problem that keeps the plugin from being loaded, or null. */
    static @Nullable Problem check(LockFile lock, Candidate candidate) {
        PluginDescriptor descriptor = candidate.descriptor();
        if (descriptor == null) {
            return null;
        }
        LockFile.Line line = lock.lines().get(descriptor.id());
        if (line == null) {
            return Problem.of(ErrorCode.PLUGIN_LOCK, "every plugin stands in " + LockFile.NAME)
                    .at(candidate.at())
                    .received(descriptor.label() + ", which is not in " + lock.file())
                    .fix("vertebra plugins lock, if you trust it");
        }
        if (!line.enabled()) {
            return Problem.of(ErrorCode.PLUGIN_DISABLED, "the plugin is switched off")
                    .at(candidate.at())
                    .received("disabled in " + lock.file())
                    .fix("vertebra plugins enable " + descriptor.id());
        }
        String content = UnitDigest.of(candidate.sources());
        return content.equals(line.sha256()) ? null : changed(candidate, descriptor, line, content);
    }

    private static Problem changed(
            Candidate candidate, PluginDescriptor descriptor, LockFile.Line line, String content) {
        return Problem.of(ErrorCode.PLUGIN_LOCK, "a plugin's content is the one that was locked")
                .at(candidate.at())
                .received(descriptor.label() + " with SHA-256 " + content + " instead of " + line.sha256() + " ("
                        + line.version() + ")")
                .fix("vertebra plugins lock, if you trust the new content; otherwise restore the old file");
    }

    /** Each plugin in the lock file that does not lie in the folder. */
    static List<Problem> missing(LockFile lock, List<Candidate> candidates) {
        Set<String> present = new HashSet<>();
        candidates.forEach(candidate ->
                Optional.ofNullable(candidate.descriptor()).ifPresent(descriptor -> present.add(descriptor.id())));
        List<Problem> problems = new ArrayList<>();
        lock.lines().values().stream()
                .filter(line -> line.enabled() && !present.contains(line.id()))
                .forEach(line -> problems.add(Problem.of(ErrorCode.PLUGIN_LOCK, "a locked plugin lies in its folder")
                        .at(Location.of(lock.file().toString()))
                        .received(line.id() + " " + line.version() + " is not there")
                        .fix("copy it back, or vertebra plugins lock")));
        return problems;
    }

    /** One line for each plugin of the folder that can be identified; those that were switched off stay so. */
    static LockFile lock(Path folder, List<Candidate> candidates, Optional<LockFile> before) {
        List<LockFile.Line> lines = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Candidate candidate : candidates) {
            PluginDescriptor descriptor = candidate.descriptor();
            if (descriptor == null || !candidate.problems().isEmpty()) {
                problems.addAll(candidate.problems());
                continue;
            }
            LockFile.Line old = before.map(LockFile::lines)
                    .map(all -> all.get(descriptor.id()))
                    .orElse(null);
            boolean enabled = old == null || old.enabled();
            lines.add(new LockFile.Line(
                    descriptor.id(), descriptor.version(), UnitDigest.of(candidate.sources()), enabled));
        }
        if (!problems.isEmpty()) {
            throw new LoadException(problems, null);
        }
        return LockFile.of(folder, lines);
    }
}
