package io.vertebra.core.weights;

import io.vertebra.api.error.LoadException;
import io.vertebra.core.catalog.WeightsEntry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Opens weights of any format that is read. */
public final class TensorSources {
    private static final int LARGEST_MANIFEST = 1 << 26;

    private TensorSources() {}

    /**
     * Opens a file by its content; one that ends in .json is a manifest with shards beside it.
     *
     * @throws LoadException when it cannot be read, is of no format that is read, malformed or cut off
     */
    public static TensorSource open(Path file) {
        return file.toString().endsWith(".json") ? openManifest(file) : open(file.toString(), FileContent.open(file));
    }

    /** A manifest and the shards beside it. */
    private static TensorSource openManifest(Path file) {
        FileContent content = FileContent.open(file);
        byte[] manifest;
        try {
            if (content.size() > LARGEST_MANIFEST) {
                throw WeightsFaults.format(
                        file.toString(),
                        "a manifest of weights has at most " + LARGEST_MANIFEST + " bytes",
                        content.size(),
                        "name the manifest, not the shards");
            }
            manifest = new byte[(int) content.size()];
            content.at(0, manifest.length).get(manifest);
            content.close();
        } catch (LoadException e) {
            throw WeightsFaults.closing(content, e);
        } catch (IOException e) {
            throw WeightsFaults.closing(content, WeightsFaults.io(file.toString(), e));
        }
        return QuantizedShardSource.open(file.toString(), manifest, shard -> open(file, shard));
    }

    private static InputStream open(Path manifest, String shard) throws IOException {
        try {
            return Files.newInputStream(manifest.resolveSibling(shard));
        } catch (NoSuchFileException | InvalidPathException e) {
            throw (FileNotFoundException) new FileNotFoundException(shard).initCause(e);
        }
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
