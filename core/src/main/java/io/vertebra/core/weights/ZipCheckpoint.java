package io.vertebra.core.weights;

import io.vertebra.api.error.LoadException;
import io.vertebra.core.weights.PickleValue.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The format of {@code torch.save} since PyTorch 1.6: a ZIP file with one folder that holds {@code data.pkl}, {@code byteorder}
 * and the storages {@code data/0}, {@code data/1}, ...
 */
final class ZipCheckpoint implements Storages {
    private static final String PICKLE = "data.pkl";
    private static final String BYTE_ORDER = "byteorder";

    private final String file;
    private final Content content;
    private final Map<String, ZipEntry> entries;
    private final String root;
    /** The last one, because views of one storage follow each other. */
    private @Nullable String openKey;

    private @Nullable Content open;

    private ZipCheckpoint(String file, Content content, Map<String, ZipEntry> entries) {
        this.file = file;
        this.content = content;
        this.entries = entries;
        root = root();
    }

    static ZipCheckpoint read(String file, Content content, Allowance allowance) throws IOException {
        ZipCheckpoint checkpoint = new ZipCheckpoint(file, content, ZipDirectory.read(file, content, allowance));
        checkpoint.checkByteOrder();
        return checkpoint;
    }

    private String root() {
        List<String> roots = entries.keySet().stream()
                .filter(name -> name.endsWith("/" + PICKLE))
                .map(name -> name.substring(0, name.length() - PICKLE.length()))
                .toList();
        if (roots.size() != 1) {
            throw WeightsFaults.format(
                    file,
                    "a ZIP file of PyTorch holds one " + PICKLE + " in a folder",
                    roots.isEmpty() ? "none" : roots.size() + " of them",
                    "name a file that torch.save has written, or safetensors");
        }
        if (entries.containsKey(roots.get(0) + "constants.pkl")) {
            throw WeightsFaults.format(
                    file,
                    "a checkpoint holds tensors and no program",
                    "a TorchScript program",
                    "save its tensors: torch.save(torch.jit.load(path).state_dict(), other)");
        }
        return roots.get(0);
    }

    private void checkByteOrder() throws IOException {
        ZipEntry entry = entries.get(root + BYTE_ORDER);
        if (entry == null) {
            return;
        }
        int length = (int) Math.min(entry.size(), WeightsFormat.HEAD_BYTES);
        byte[] bytes = new byte[length];
        if (entry.size() == length) {
            entry.open(file, content).at(0, length).get(bytes);
        }
        String order = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!order.strip().equals("little")) {
            throw WeightsFaults.format(
                    file,
                    "the values of a checkpoint are little-endian",
                    WeightsFaults.quote(order),
                    "save it on another machine");
        }
    }

    /** The pickle; a compressed one takes from the allowance. */
    Object unpickle(Allowance allowance) throws IOException {
        ZipEntry entry = entries.get(root + PICKLE);
        if (entry.size() > Integer.MAX_VALUE) {
            throw WeightsFaults.corrupt(file, PICKLE + " has less than 2 GiB", entry.size() + " bytes");
        }
        if (entry.deflated()) {
            allowance.take(entry.size());
        }
        int length = (int) entry.size();
        return new Unpickler(file, entry.open(file, content).at(0, length), allowance).read();
    }

    @Override
    public void check(Storage storage) {
        ZipEntry entry = entry(storage);
        if (entry.size() != storage.bytes()) {
            throw WeightsFaults.corrupt(
                    file,
                    "storage " + WeightsFaults.quote(storage.key()) + " has " + storage.bytes() + " bytes",
                    entry.size() + " bytes");
        }
        entry.requireModest(file);
        try {
            entry.begin(file, content);
        } catch (IOException e) {
            throw WeightsFaults.io(file, e);
        }
    }

    private ZipEntry entry(Storage storage) {
        return Optional.ofNullable(entries.get(root + "data/" + storage.key())).orElseThrow(() -> missing(storage));
    }

    private LoadException missing(Storage storage) {
        return WeightsFaults.corrupt(
                file, "every storage of the pickle is in the file", "no " + WeightsFaults.quote(storage.key()));
    }

    @Override
    public Content open(Storage storage) throws IOException {
        Content opened = open;
        if (opened == null || !storage.key().equals(openKey)) {
            opened = entry(storage).open(file, content);
            open = opened;
            openKey = storage.key();
        }
        return opened;
    }
}
