package io.vertebra.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions that this product was built with. */
final class Versions implements IVersionProvider {
    private final Properties versions = new Properties();

    Versions() {
        try (InputStream file = Versions.class.getResourceAsStream("version.properties")) {
            versions.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties of this JAR", e);
        }
    }

    String vertebra() {
        return versions.getProperty("vertebra");
    }

    String djl() {
        return versions.getProperty("djl");
    }

    String pytorch() {
        return versions.getProperty("pytorch");
    }

    static String java() {
        return System.getProperty("java.version") + ", " + System.getProperty("java.vendor");
    }

    static String platform() {
        return System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "vertebra " + vertebra(),
            "DJL      " + djl(),
            "PyTorch  " + pytorch(),
            "Java     " + java() + " on " + platform()
        };
    }
}
