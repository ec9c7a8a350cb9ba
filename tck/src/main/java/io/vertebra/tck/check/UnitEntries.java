package io.vertebra.tck.check;

import io.vertebra.tck.subject.PluginSubject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** What lies in a unit, read without a class loader. */
final class UnitEntries {
    private static final String CLASS = ".class";

    private UnitEntries() {}

    /** Gets an entry. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Looks at it.
         *
         * @param source the JAR or folder of classes
         * @param name with slashes
         * @param content closed by the caller
         */
        void visit(Path source, String name, InputStream content) throws IOException;
    }

    /** The JARs of the unit, or its folder of classes. */
    static List<Path> sources(PluginSubject subject) throws IOException {
        if (!subject.packaged() || !Files.isDirectory(subject.unit())) {
            return List.of(subject.unit());
        }
        try (Stream<Path> files = Files.list(subject.unit())) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Whether there is a JAR, and each can be opened as an archive; a pipe is not tried, because that would wait for ever. */
    static boolean readable(PluginSubject subject) {
        try {
            List<Path> sources = sources(subject);
            for (Path source : sources) {
                if (Files.isRegularFile(source)) {
                    new ZipFile(source.toFile()).close();
                } else if (!Files.isDirectory(source)) {
                    return false;
                }
            }
            return !sources.isEmpty();
        } catch (IOException | RuntimeException e) {
            return false; // the loader's own problem says why
        }
    }

    /** Shows each entry that is no folder. */
    static void visit(PluginSubject subject, Visitor visitor) throws IOException {
        for (Path source : sources(subject)) {
            if (Files.isDirectory(source)) {
                visitFolder(source, visitor);
            } else {
                visitJar(source, visitor);
            }
        }
    }

    private static void visitJar(Path jar, Visitor visitor) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries =
                    zip.stream().filter(entry -> !entry.isDirectory()).toList();
            for (ZipEntry entry : entries) {
                try (InputStream content = zip.getInputStream(entry)) {
                    visitor.visit(jar, entry.getName(), content);
                }
            }
        }
    }

    private static void visitFolder(Path folder, Visitor visitor) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(folder)) {
            files = tree.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            try (InputStream content = Files.newInputStream(file)) {
                visitor.visit(folder, folder.relativize(file).toString().replace(File.separatorChar, '/'), content);
            }
        }
    }

    static boolean isClass(String name) {
        return name.endsWith(CLASS);
    }
}
