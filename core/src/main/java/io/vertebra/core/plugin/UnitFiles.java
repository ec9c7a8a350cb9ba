package io.vertebra.core.plugin;

import java.io.FileNotFoundException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads files of a JAR, or of a folder of classes, without a class loader. */
final class UnitFiles {
    private UnitFiles() {}

    /**
     * Opens a file of the source; the caller closes it.
     *
     * @throws FileNotFoundException when the source has no such file
     */
    static InputStream open(Path source, String name) throws IOException {
        if (Files.isDirectory(source)) {
            Path file = source.resolve(name).normalize();
            if (!file.startsWith(source) || !Files.isRegularFile(file)) {
                throw new FileNotFoundException(name + " in " + source);
            }
            return Files.newInputStream(file);
        }
        ZipFile zip = new ZipFile(source.toFile());
        try {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new FileNotFoundException(name + " in " + source);
            }
            return new ZipStream(zip.getInputStream(entry), zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** Closes the archive with the stream. */
    private static final class ZipStream extends FilterInputStream {
        private final ZipFile zip;

        ZipStream(InputStream in, ZipFile zip) {
            super(in);
            this.zip = zip;
        }

        @Override
        public void close() throws IOException {
            try (zip) {
                super.close();
            }
        }
    }

    /** The {@code Class-Path} of the manifest, empty when there is none. */
    static String manifestClassPath(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            Manifest manifest = file.getManifest();
            String path = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return path == null ? "" : path.strip();
        }
    }
}
