package io.vertebra.core.weights;

import io.vertebra.api.error.LoadException;
import io.vertebra.core.weights.SafetensorsHeader.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The safetensors format: the header's length as an unsigned little-endian 64-bit number, a JSON header, the tensors' bytes. The
 * header is checked as a whole before anything is read; a file of any length works, because tensors are mapped one by one.
 */
public final class SafetensorsSource implements TensorSource {
    /** The longest header that the format allows, in bytes. */
    static final long LONGEST_HEADER = 100_000_000;

    /** The length of the length. */
    static final int LENGTH_BYTES = 8;

    private final String name;
    private final Content content;
    private final long size;
    private final long dataBegin;
    private final SafetensorsHeader header;
    private final Map<String, TensorInfo> tensors;

    private SafetensorsSource(String name, Content content) throws IOException {
        this.name = name;
        this.content = content;
        size = content.size();
        int length = headerLength();
        dataBegin = LENGTH_BYTES + (long) length;
        byte[] json = new byte[length];
        content.at(LENGTH_BYTES, length).get(json);
        if (json[0] != '{') {
            throw WeightsFaults.corrupt(name, "the header must begin with {", "byte " + (json[0] & 0xff));
        }
        header = SafetensorsHeader.parse(name, json, size - dataBegin);
        Map<String, TensorInfo> infos = new LinkedHashMap<>();
        header.tensors().forEach((key, entry) -> infos.put(key, entry.info()));
        tensors = Collections.unmodifiableMap(infos);
    }

    private int headerLength() throws IOException {
        if (size < LENGTH_BYTES) {
            throw WeightsFaults.corrupt(name, "a safetensors file has at least " + LENGTH_BYTES + " bytes", size);
        }
        long length = content.at(0, LENGTH_BYTES).getLong();
        String received = Long.toUnsignedString(length) + " bytes";
        if (length == 0 || Long.compareUnsigned(length, LONGEST_HEADER) > 0) {
            throw WeightsFaults.corrupt(name, "the header has 1 to " + LONGEST_HEADER + " bytes", received);
        }
        if (length > size - LENGTH_BYTES) {
            String there = (size - LENGTH_BYTES) + " bytes";
            throw WeightsFaults.corrupt(name, "the file is cut off inside its header of " + received, there);
        }
        return (int) length;
    }

    /**
     * Opens a file.
     *
     * @throws LoadException when it cannot be read, is malformed or cut off
     */
    public static SafetensorsSource open(Path file) {
        return open(file.toString(), FileContent.open(file));
    }

    /**
     * Reads a file that is in memory.
     *
     * @param content not copied, so it must not change
     * @throws LoadException when it is malformed or cut off
     */
    public static SafetensorsSource of(String name, byte[] content) {
        return open(name, Content.of(content));
    }

    /** Takes over the content: it is closed when anything is wrong with it. */
    static SafetensorsSource open(String name, Content content) {
        try {
            return new SafetensorsSource(name, content);
        } catch (LoadException e) {
            throw WeightsFaults.closing(content, e);
        } catch (IOException e) {
            throw WeightsFaults.closing(content, WeightsFaults.io(name, e));
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String format() {
        return "safetensors";
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return tensors;
    }

    @Override
    public Map<String, String> metadata() {
        return header.metadata();
    }

    @Override
    public float[] read(String key) {
        Entry entry = header.tensors().get(key);
        if (entry == null) {
            throw WeightsFaults.noTensor(name, key);
        }
        try {
            StoredValues.requireUnchanged(name, content, size);
            return StoredValues.read(name, key, entry.info(), content, dataBegin + entry.begin());
        } catch (IOException e) {
            throw WeightsFaults.io(name, e);
        }
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException e) {
            throw WeightsFaults.io(name, e);
        }
    }
}
