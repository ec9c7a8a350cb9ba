package io.vertebra.core.weights;

import io.vertebra.core.weights.PickleValue.Items;
import io.vertebra.core.weights.PickleValue.Mapping;
import io.vertebra.core.weights.PickleValue.Storage;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The format of {@code torch.save} before PyTorch 1.6: pickles of a magic number, the version, the machine, the object and the
 * keys of the storages, then each storage with its number of elements before it.
 */
final class LegacyCheckpoint implements Storages {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long VERSION = 1001;
    private static final String SAVE_AGAIN = "save it again with PyTorch 1.6 or newer";

    private final String file;
    private final Content content;
    private final Allowance allowance;
    /** Where each storage begins, by its key. */
    private final Map<String, Long> begins = new HashMap<>();

    private LegacyCheckpoint(String file, Content content, Allowance allowance) {
        this.file = file;
        this.content = content;
        this.allowance = allowance;
    }

    static LegacyCheckpoint of(String file, Content content, Allowance allowance) {
        return new LegacyCheckpoint(file, content, allowance);
    }

    /** The object; the places of all storages are known then. */
    Object unpickle() throws IOException {
        ByteBuffer bytes = content.at(0, (int) Math.min(content.size(), Integer.MAX_VALUE));
        if (!MAGIC.equals(plain(bytes))) {
            throw WeightsFaults.format(
                    file,
                    "a checkpoint of PyTorch begins with its magic number",
                    "another pickle",
                    "name a file that torch.save has written, or safetensors");
        }
        Object version = plain(bytes);
        if (!Long.valueOf(VERSION).equals(version)) {
            throw WeightsFaults.format(
                    file, "the version of a checkpoint is " + VERSION, PickleGlobals.kind(version), SAVE_AGAIN);
        }
        boolean little = plain(bytes) instanceof Mapping machine
                && Boolean.TRUE.equals(machine.values().get("little_endian"));
        if (!little) {
            throw WeightsFaults.format(
                    file, "the values of a checkpoint are little-endian", "another order", SAVE_AGAIN);
        }
        Unpickler unpickler = new Unpickler(file, bytes, allowance);
        Object root = unpickler.read();
        locate(plain(bytes), unpickler.storages(), bytes.position());
        return root;
    }

    private Object plain(ByteBuffer bytes) {
        return new Unpickler(file, bytes, allowance).read();
    }

    private void locate(Object keys, Map<String, Storage> storages, long begin) throws IOException {
        if (!(keys instanceof Items items)) {
            throw WeightsFaults.corrupt(file, "a checkpoint lists its storages", PickleGlobals.kind(keys));
        }
        long next = begin;
        for (Object key : items.values()) {
            Storage storage = key instanceof String text ? storages.get(text) : null;
            if (storage == null || begins.containsKey(storage.key())) {
                throw WeightsFaults.corrupt(
                        file, "a checkpoint lists each of its storages once", PickleGlobals.kind(key));
            }
            next = locate(storage, next);
        }
        if (next != content.size()) {
            throw WeightsFaults.corrupt(
                    file, "the storages must fill the file: they end at " + next, content.size() + " bytes");
        }
    }

    private long locate(Storage storage, long at) throws IOException {
        String name = "storage " + WeightsFaults.quote(storage.key());
        long left = content.size() - at - Long.BYTES;
        if (storage.bytes() > left) {
            throw WeightsFaults.corrupt(
                    file,
                    "the file is cut off: " + name + " has " + storage.bytes() + " bytes",
                    Math.max(0, left) + " bytes");
        }
        long elements = content.at(at, Long.BYTES).getLong();
        if (elements != storage.elements()) {
            throw WeightsFaults.corrupt(
                    file, name + " has " + storage.elements() + " elements", elements + " elements");
        }
        begins.put(storage.key(), at + Long.BYTES);
        return at + Long.BYTES + storage.bytes();
    }

    @Override
    public void check(Storage storage) {
        if (!begins.containsKey(storage.key())) {
            throw WeightsFaults.corrupt(
                    file, "every storage of the pickle is in the file", "no " + WeightsFaults.quote(storage.key()));
        }
    }

    @Override
    public Content open(Storage storage) {
        return new ContentWindow(content, begins.get(storage.key()), storage.bytes());
    }
}
