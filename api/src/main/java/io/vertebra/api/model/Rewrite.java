package io.vertebra.api.model;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule that renames keys of a checkpoint before the parts' key maps see them. It concerns the keys that begin with the pattern;
 * what follows the match stays.
 *
 * @param pattern the beginning of a key, in which {@code *} stands for a name without dots and {@code **} for any text
 * @param replacement what takes its place; its stars, as many as the pattern has, stand for what those matched, in order
 */
public record Rewrite(String pattern, String replacement) {
    private static final int MOST_STARS = 4;
    private static final Pattern STARS = Pattern.compile("\\*+");

    /** Refuses what has no meaning. */
    public Rewrite {
        String fault = fault(pattern, replacement);
        if (fault != null) {
            throw new IllegalArgumentException(fault + ": " + pattern + " -> " + replacement);
        }
    }

    /** Why two texts make no rule, or null when they do. */
    public static @Nullable String fault(String pattern, String replacement) {
        long stars = count(pattern);
        if (pattern.isEmpty() && replacement.isEmpty()) {
            return "a rewrite changes something";
        }
        if (pattern.contains("***") || replacement.contains("***")) {
            return "a star stands alone or as a pair";
        }
        if (stars > MOST_STARS) {
            return "a pattern has at most " + MOST_STARS + " stars";
        }
        return count(replacement) == stars ? null : "a replacement has as many stars as its pattern";
    }

    private static long count(String text) {
        return STARS.matcher(text).results().count();
    }
}
