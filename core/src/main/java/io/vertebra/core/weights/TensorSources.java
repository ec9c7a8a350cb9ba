package io.vertebra.core.weights;

import io.vertebra.api.error.LoadException;
import io.vertebra.core.catalog.WeightsEntry;
import java.io.IOException;
import java.nio.file.Path;

/** Opens weights of any format that is read. */
public final class TensorSources {
    private TensorSources() {}

    /**
     * Opens a file by its content.
     *
     * @throws LoadException when it cannot be read, is of no format that is read, malformed or cut off
     */
    public static TensorSource open(Path file) {
        return open(file.toString(), FileContent.open(file));
    }

    /**
     * Opens weights of a plugin, after the SHA-256 of every file on the card was checked. The bytes that were checked are the
     * bytes that are read.
     *
     * @throws LoadException when a file is not there, differs from its SHA-256, is of no format that is read or malformed
     */
    public static TensorSource open(WeightsEntry entry) {
        VerifiedResources files = VerifiedResources.read(entry);
        String resource = entry.card().resource();
        String name = files.name(resource);
        if (resource.endsWith(".json")) {
            String folder = resource.substring(0, resource.lastIndexOf('/') + 1);
            return QuantizedShardSource.open(name, files.content(resource), shard -> files.open(folder + shard));
        }
        return open(name, Content.of(files.content(resource)));
    }

    /** Takes over the content: it is closed when anything is wrong with it. */
    static TensorSource open(String name, Content content) {
        try {
            byte[] head = new byte[(int) Math.min(WeightsFormat.HEAD_BYTES, content.size())];
            content.at(0, head.length).get(head);
            return WeightsFormat.of(name, head).open(name, content);
        } catch (LoadException e) {
            throw WeightsFaults.closing(content, e);
        } catch (IOException e) {
            throw WeightsFaults.closing(content, WeightsFaults.io(name, e));
        }
    }
}
