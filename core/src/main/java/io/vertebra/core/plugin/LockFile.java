package io.vertebra.core.plugin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code plugins.lock} of a plugins folder: which plugins may be loaded, byte by byte, and which are switched off. While it
 * stands there, a plugin that it does not name, or whose content differs, is rejected before a class loader opens it.
 *
 * <p>One line a plugin: id, version, SHA-256, {@code enabled} or {@code disabled}; lines that begin with # are comments.
 */
public final class LockFile {
    /** Its name in a plugins folder. */
    public static final String NAME = "plugins.lock";

    private static final Pattern SHA = Pattern.compile("[0-9a-f]{64}");
    private static final String ENABLED = "enabled";
    private static final String DISABLED = "disabled";
    private static final int FIELDS = 4;
    private static final long MOST_BYTES = 1 << 20;
    private static final String HEADER = """
            # The plugins of this folder that may be loaded: id, version, SHA-256, enabled or disabled.
            # Written by `vertebra plugins lock`; `vertebra plugins verify` compares.
            """;

    private final Path file;
    private final Map<String, Line> lines;

    /**
     * One plugin.
     *
     * @param id of the plugin
     * @param version for people; the content decides
     * @param sha256 of the JAR, or of a folder's JARs taken together
     * @param enabled whether it may be loaded
     */
    public record Line(String id, String version, String sha256, boolean enabled) {
        /** The same plugin, switched on or off. */
        public Line enabled(boolean on) {
            return new Line(id, version, sha256, on);
        }

        private String text() {
            return id + " " + version + " " + sha256 + " " + (enabled ? ENABLED : DISABLED) + "\n";
        }
    }

    private LockFile(Path file, Map<String, Line> lines) {
        this.file = file;
        this.lines = Collections.unmodifiableMap(new TreeMap<>(lines));
    }

    /** A new one for this folder, not written yet. */
    public static LockFile of(Path folder, Collection<Line> plugins) {
        Map<String, Line> lines = new TreeMap<>();
        plugins.forEach(line -> lines.put(line.id(), line));
        return new LockFile(folder.resolve(NAME), lines);
    }

    /**
     * The lock file of a folder, if it has one.
     *
     * @throws LoadException ({@link ErrorCode#PLUGIN_LOCK}) with every line that cannot be read
     */
    public static Optional<LockFile> find(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> texts;
        try {
            texts = Files.size(file) > MOST_BYTES ? List.of("more than 1 MB") : Files.readAllLines(file);
        } catch (IOException e) {
            throw new LoadException(List.of(problem(file, 0, "the lock file can be read", Texts.of(e))), e);
        }
        Map<String, Line> lines = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i).strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            Line line = line(text);
            if (line == null) {
                problems.add(problem(file, i + 1, "a line is: id version SHA-256 enabled|disabled", Texts.clip(text)));
            } else if (lines.put(line.id(), line) != null) {
                problems.add(problem(file, i + 1, "a plugin has one line", line.id() + " twice"));
            }
        }
        if (!problems.isEmpty()) {
            throw new LoadException(problems, null);
        }
        return Optional.of(new LockFile(file, lines));
    }

    private static @Nullable Line line(String text) {
        String[] fields = text.split("\\s+");
        boolean sound = fields.length == FIELDS
                && Provided.isName(fields[0])
                && SHA.matcher(fields[2]).matches()
                && List.of(ENABLED, DISABLED).contains(fields[3]);
        return sound ? new Line(fields[0], fields[1], fields[2], fields[3].equals(ENABLED)) : null;
    }

    private static Problem problem(Path file, int line, String rule, String received) {
        return Problem.of(ErrorCode.PLUGIN_LOCK, rule)
                .at(new Location(file.toString(), line, 0, null))
                .received(received)
                .fix("write the file anew: vertebra plugins lock");
    }

    /** The same file with this line instead of the one of its plugin; not written yet. */
    public LockFile with(Line line) {
        Map<String, Line> changed = new TreeMap<>(lines);
        changed.put(line.id(), line);
        return new LockFile(file, changed);
    }

    /** Where it lies. */
    public Path file() {
        return file;
    }

    /** Its plugins by id. */
    public Map<String, Line> lines() {
        return lines;
    }

    /**
     * Writes it, whole or not at all.
     *
     * @throws IOException when the folder cannot be written
     */
    public void write() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        lines.values().forEach(line -> text.append(line.text()));
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "." + NAME, ".tmp");
        try {
            Files.writeString(draft, text, StandardCharsets.UTF_8);
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
