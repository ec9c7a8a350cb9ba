package io.vertebra.core.weights;

import io.vertebra.core.catalog.WeightsEntry;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The files of a plugin's weights, in memory and equal to the SHA-256 on the card. */
final class VerifiedResources {
    private static final int MOST_BYTES = 1 << 30;

    private final String plugin;
    private final Map<String, byte[]> contents = new HashMap<>();

    private VerifiedResources(String plugin) {
        this.plugin = plugin;
    }

    /** Reads and checks every file on the card, in alphabetical order. */
    static VerifiedResources read(WeightsEntry entry) {
        VerifiedResources files = new VerifiedResources(entry.plugin());
        new TreeMap<>(entry.card().sha256()).forEach((resource, expected) -> {
            byte[] content = files.load(entry, resource);
            Sha256.require(
                    files.name(resource),
                    expected,
                    Sha256.of(content),
                    "install the plugin again; if you changed its weights, change the card too");
            files.contents.put(resource, content);
        });
        return files;
    }

    private byte[] load(WeightsEntry entry, String resource) {
        try (InputStream in = entry.resources().open(resource)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw WeightsFaults.format(
                        name(resource),
                        "weights inside a plugin have at most " + MOST_BYTES + " bytes",
                        "more",
                        "ship them as a file and name it in the recipe");
            }
            return content;
        } catch (FileNotFoundException e) {
            throw WeightsFaults.unreadable(
                    name(resource),
                    "every file on the weights' card must be in the plugin",
                    null,
                    "install the plugin again",
                    e);
        } catch (IOException e) {
            throw WeightsFaults.io(name(resource), e);
        }
    }

    /** How messages name a resource. */
    String name(String resource) {
        return plugin + ":" + resource;
    }

    /** A file on the card. */
    byte[] content(String resource) {
        return contents.get(resource);
    }

    /** A file that may or may not be on the card. */
    InputStream open(String resource) throws FileNotFoundException {
        byte[] content = contents.get(resource);
        if (content == null) {
            throw new FileNotFoundException(resource);
        }
        return new ByteArrayInputStream(content);
    }
}
