package io.vertebra.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of pictures that are written: {@code photo.overlay.png} for photo.jpg, {@code photo-2.overlay.png} for the next one. */
final class PictureNames {
    static final String OVERLAY = ".overlay.png";
    static final String MASK = ".mask.png";

    private PictureNames() {}

    /** One for each file, all different, also where upper and lower case are the same; they depend on the list only. */
    static Map<Path, String> of(List<Path> files, String suffix) {
        Map<Path, String> names = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (Path file : files) {
            String base = String.valueOf(file.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
            String name = base + suffix;
            for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
                name = base + "-" + i + suffix;
            }
            names.put(file, name);
        }
        return names;
    }

    /** Whether an earlier run may have written it. */
    static boolean isWritten(String name) {
        return name.endsWith(OVERLAY) || name.endsWith(MASK);
    }
}
