package io.vertebra.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of overlays: {@code photo.overlay.png} for photo.jpg, {@code photo-2.overlay.png} for the next photo of that name. */
final class OverlayNames {
    static final String SUFFIX = ".overlay.png";

    private OverlayNames() {}

    /** One for each file, all different, also where upper and lower case are the same; they depend on the list only. */
    static List<String> of(List<Path> files) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Path file : files) {
            String base = String.valueOf(file.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
            String name = base + SUFFIX;
            for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
                name = base + "-" + i + SUFFIX;
            }
            names.add(name);
        }
        return names;
    }
}
