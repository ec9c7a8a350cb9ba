package io.vertebra.core.plugin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What lies in a plugins folder: each JAR, and each folder with its JARs, is one unit. Other files are not looked at. */
final class PluginFolder {
    private PluginFolder() {}

    static List<Candidate> examine(Path folder, Examiner examiner) {
        List<Candidate> candidates = new ArrayList<>();
        for (Path entry : list(folder)) {
            if (Files.isDirectory(entry) || isJar(entry)) {
                candidates.add(settled(folder, examineUnit(entry, examiner)));
            }
        }
        return candidates;
    }

    /** A JAR, or a folder with the JARs of one plugin. */
    static Candidate examineUnit(Path unit, Examiner examiner) {
        return Files.isDirectory(unit) ? examineFolder(unit, examiner) : examiner.examine(unit, List.of(unit), true);
    }

    private static Candidate settled(Path folder, Candidate candidate) {
        Candidate checked = candidate;
        for (Problem problem : UnitSafety.checkHome(folder, candidate.sources())) {
            checked = checked.refused(problem);
        }
        return checked;
    }

    private static Candidate examineFolder(Path folder, Examiner examiner) {
        try {
            List<Path> jars = list(folder).stream().filter(PluginFolder::isJar).toList();
            if (!jars.isEmpty()) {
                return examiner.examine(folder, jars, true);
            }
        } catch (LoadException e) {
            return new Candidate(folder, List.of(), null, e.problems());
        }
        Problem problem = Problem.of(ErrorCode.PLUGIN_DESCRIPTOR, "the folder of a plugin holds its JARs")
                .at(Location.of(folder.toString()))
                .received("no JAR")
                .fix("put the plugin's JARs directly into this folder, or take it away");
        return new Candidate(folder, List.of(), null, List.of(problem));
    }

    /** Everything that is not hidden, sorted, so that nothing depends on the order of the file system. */
    private static List<Path> list(Path folder) {
        if (folder.getFileSystem() != FileSystems.getDefault()) {
            throw unreadable(folder, "a path inside an archive or another file system", null);
        }
        if (!Files.isDirectory(folder)) {
            throw unreadable(folder, Files.exists(folder) ? "a file" : "nothing there", null);
        }
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (IOException | DirectoryIteratorException e) {
            throw unreadable(folder, Texts.of(e), e);
        }
        entries.removeIf(entry -> entry.getFileName().toString().startsWith("."));
        Collections.sort(entries);
        return entries;
    }

    private static LoadException unreadable(Path folder, String received, @Nullable Exception cause) {
        boolean denied = cause instanceof AccessDeniedException;
        Problem problem = Problem.of(ErrorCode.PLUGIN_FOLDER, "a plugins folder exists and can be read")
                .at(Location.of(folder.toString()))
                .received(denied ? "permission denied" : received)
                .fix(denied ? "a folder that you may read" : "name an existing folder");
        return new LoadException(List.of(problem), cause);
    }

    private static boolean isJar(Path entry) {
        return entry.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jar") && !Files.isDirectory(entry);
    }
}
