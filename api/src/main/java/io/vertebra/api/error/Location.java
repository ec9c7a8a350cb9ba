package io.vertebra.api.error;

import org.jspecify.annotations.Nullable;

/**
 * A place in a file.
 *
 * @param file the file or resource as the user knows it
 * @param line counted from 1, or 0 when the whole file is meant
 * @param column counted from 1, or 0 when the whole line is meant
 * @param path the place in the document's own terms, such as {@code head.classes}
 */
public record Location(
        String file, int line, int column, @Nullable String path) {
    /** The whole of a file. */
    public static Location of(String file) {
        return new Location(file, 0, 0, null);
    }

    /** The form that editors and terminals make clickable: {@code file:line:column}. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
