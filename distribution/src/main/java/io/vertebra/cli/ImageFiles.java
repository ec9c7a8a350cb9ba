package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that the arguments of {@code predict} mean, each once, in the order of the arguments: a file is itself, a folder the
 * images right in it by name, a pattern the files that match it by name. Files that begin with a dot, and overlays and masks that
 * an earlier run left in a folder are passed over.
 *
 * @param files to read; a file that does not exist is among them, so that reading it gives its error
 * @param problems of folders and patterns that hold no image
 */
record ImageFiles(List<Path> files, List<Problem> problems) {
    private static final Set<String> EXTENSIONS = Set.of("jpg", "jpeg", "png", "gif", "bmp", "webp", "tif", "tiff");
    private static final String GLOB_CHARACTERS = "*?[{";

    ImageFiles {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    /** @throws UsageException when an argument is neither a path nor a pattern */
    static ImageFiles of(List<String> arguments) {
        List<Path> files = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (String argument : arguments) {
            try {
                int told = problems.size();
                List<Path> found = expand(argument, problems);
                found.stream()
                        .filter(file -> seen.add(file.toAbsolutePath().normalize()))
                        .forEach(files::add);
                if (found.isEmpty() && problems.size() == told) {
                    problems.add(
                            Problem.of(ErrorCode.NO_IMAGES, "there is no image here")
                                    .at(Location.of(argument))
                                    .received(
                                            "no file that ends in .jpg, .jpeg, .png, .gif, .bmp, .webp, .tif or .tiff")
                                    .fix(
                                            "name an image, a folder with images right in it, or a pattern in quotes such as 'photos/*.jpg'"));
                }
            } catch (IOException | UncheckedIOException e) {
                problems.add(unreadable(argument, e));
            }
        }
        return new ImageFiles(files, problems);
    }

    private static List<Path> expand(String argument, List<Problem> problems) throws IOException {
        Path path = path(argument);
        if (path != null && Files.isDirectory(path)) {
            try (Stream<Path> entries = Files.list(path)) {
                return entries.filter(ImageFiles::isImage).sorted().toList();
            }
        }
        boolean pattern = argument.chars().anyMatch(c -> GLOB_CHARACTERS.indexOf(c) >= 0);
        if (path != null && (Files.exists(path) || !pattern)) {
            return List.of(path);
        }
        if (!pattern) {
            throw new UsageException(notAPath(argument, "characters that no path has"));
        }
        return matches(argument, problems);
    }

    /** Null when a path cannot be written like this, as with a star on Windows. */
    private static @Nullable Path path(String argument) {
        try {
            return Path.of(argument);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    private static List<Path> matches(String pattern, List<Problem> problems) throws IOException {
        String text = File.separatorChar == '/' ? pattern : pattern.replace(File.separatorChar, '/');
        int first = 0;
        while (GLOB_CHARACTERS.indexOf(text.charAt(first)) < 0) {
            first++;
        }
        int split = text.lastIndexOf('/', first) + 1;
        String folder = text.substring(0, split);
        String rest = text.substring(split);
        Path base = Path.of(folder);
        PathMatcher matcher = matcher(rest, pattern);
        if (!Files.isDirectory(base)) {
            return List.of();
        }
        int depth = rest.contains("**")
                ? Integer.MAX_VALUE
                : (int) rest.chars().filter(c -> c == '/').count() + 1;
        Matches found = new Matches(base, matcher, problems);
        Files.walkFileTree(base, Set.of(FileVisitOption.FOLLOW_LINKS), depth, found);
        return found.files.stream().sorted().toList();
    }

    /** What matches below a folder; a folder that cannot be read is told, and costs only what lies in it. */
    private static final class Matches extends SimpleFileVisitor<Path> {
        private final List<Path> files = new ArrayList<>();
        private final Path base;
        private final PathMatcher matcher;
        private final List<Problem> problems;

        Matches(Path base, PathMatcher matcher, List<Problem> problems) {
            this.base = base;
            this.matcher = matcher;
            this.problems = problems;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !isHidden(file) && matcher.matches(base.relativize(file))) {
                files.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        /** A link that leads round in a circle is passed over: all that it shows is found without it. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) {
            if (!(cause instanceof FileSystemLoopException)) {
                problems.add(unreadable(file.toString(), cause));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException cause) {
            if (cause != null) {
                problems.add(unreadable(folder.toString(), cause));
            }
            return FileVisitResult.CONTINUE;
        }
    }

    private static Problem unreadable(String folder, Exception cause) {
        String reason =
                cause instanceof AccessDeniedException ? "permission denied" : String.valueOf(cause.getMessage());
        return Problem.of(ErrorCode.IMAGE_UNREADABLE, "the folder cannot be read")
                .at(Location.of(folder))
                .received(reason)
                .fix("a folder that you may read");
    }

    private static PathMatcher matcher(String glob, String pattern) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            throw new UsageException(List.of(notAPath(pattern, e.getDescription())), e);
        }
    }

    private static Problem notAPath(String argument, String reason) {
        return Problem.of(ErrorCode.USAGE, "this is neither a path nor a pattern")
                .received(argument + ": " + reason)
                .fix("a file, a folder, or a pattern in quotes such as 'photos/*.jpg'");
    }

    private static boolean isImage(Path file) {
        String name = nameOf(file).toLowerCase(Locale.ROOT);
        boolean known = EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
        return known && !isHidden(file) && !PictureNames.isWritten(name) && Files.isRegularFile(file);
    }

    private static boolean isHidden(Path file) {
        return nameOf(file).startsWith(".");
    }

    private static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }
}
