package io.vertebra.core.weights;

import io.vertebra.api.error.LoadException;
import io.vertebra.core.catalog.ResourceReader;
import io.vertebra.core.weights.ShardManifest.Group;
import io.vertebra.core.weights.ShardManifest.Quantization;
import io.vertebra.core.weights.ShardManifest.Weight;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Weights of TensorFlow.js: a JSON manifest and binary shards, often quantised to 8 bits. Values come out as TensorFlow.js
 * computes them ({@code decodeWeights} in tfjs-core): {@code stored * scale + min} in double, then rounded to float32, or for
 * {@code int32} to the nearest whole number, halves upwards.
 */
public final class QuantizedShardSource implements TensorSource {
    private static final long MOST_BYTES = Integer.MAX_VALUE - 16;

    private final String name;
    private final Map<String, Stored> stored = new LinkedHashMap<>();
    private final Map<String, TensorInfo> tensors = new LinkedHashMap<>();

    /** A tensor and its place in the bytes of its group. */
    private record Stored(Weight weight, Content bytes, int begin) {}

    private QuantizedShardSource(String name) {
        this.name = name;
    }

    /**
     * Reads the manifest and all its shards.
     *
     * @param manifestName as messages name it
     * @param manifest JSON
     * @param shards opens a shard by its path as the manifest states it, relative to the manifest
     * @throws LoadException when the manifest is malformed, a shard is not there, or the shards are shorter or longer than the
     *     manifest says
     */
    public static QuantizedShardSource open(String manifestName, byte[] manifest, ResourceReader shards) {
        QuantizedShardSource source = new QuantizedShardSource(manifestName);
        for (Group group : ShardManifest.parse(manifestName, manifest).groups()) {
            long length = length(manifestName, group);
            source.add(group, join(manifestName, group, length, shards));
        }
        return source;
    }

    private static long length(String name, Group group) {
        long length = 0;
        for (Weight weight : group.tensors()) {
            long bytes = weight.info().elements() * weight.info().stored().size();
            if (bytes > MOST_BYTES - length) {
                throw WeightsFaults.format(
                        name,
                        "the shards of a group hold at most " + MOST_BYTES + " bytes",
                        "more",
                        "split the group or use safetensors");
            }
            length += bytes;
        }
        return length;
    }

    /** Reads what is there, never more than one byte beyond what is wanted: the manifest's sizes are only a claim. */
    private static byte[] join(String name, Group group, long length, ResourceReader shards) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (String path : group.paths()) {
            try (InputStream in = shards.open(path)) {
                joined.writeBytes(in.readNBytes((int) (length + 1 - joined.size())));
            } catch (FileNotFoundException e) {
                throw WeightsFaults.unreadable(
                        name,
                        "every shard of the manifest must be there",
                        "no " + WeightsFaults.quote(path),
                        "add the shard; a plugin also lists it with its SHA-256 on the weights' card",
                        e);
            } catch (IOException e) {
                throw WeightsFaults.io(name, e);
            }
        }
        if (joined.size() != length) {
            String what = joined.size() < length ? joined.size() + " bytes" : "more";
            throw WeightsFaults.corrupt(
                    name, "the shards " + group.paths() + " must hold " + length + " bytes together", what);
        }
        return joined.toByteArray();
    }

    private void add(Group group, byte[] bytes) {
        Content content = Content.of(bytes);
        int begin = 0;
        for (Weight weight : group.tensors()) {
            TensorInfo info = weight.info();
            stored.put(weight.name(), new Stored(weight, content, begin));
            tensors.put(weight.name(), info);
            begin += (int) info.elements() * info.stored().size();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String format() {
        return "tensorflow.js shards";
    }

    @Override
    public Map<String, TensorInfo> tensors() {
        return Collections.unmodifiableMap(tensors);
    }

    @Override
    public float[] read(String key) {
        Stored entry = stored.get(key);
        if (entry == null) {
            throw WeightsFaults.noTensor(name, key);
        }
        TensorInfo info = entry.weight.info();
        float[] values = new float[(int) info.elements()];
        try {
            var window =
                    entry.bytes.at(entry.begin, values.length * info.stored().size());
            info.stored().decode(window, values, 0, values.length);
        } catch (IOException e) {
            throw WeightsFaults.io(name, e);
        }
        Quantization quantization = entry.weight.quantization();
        if (quantization != null) {
            scale(values, quantization, entry.weight.whole());
        }
        return values;
    }

    /** The stored numbers have 16 bits at most, so that float holds them exactly. */
    private static void scale(float[] values, Quantization quantization, boolean whole) {
        for (int i = 0; i < values.length; i++) {
            double value = values[i] * quantization.scale() + quantization.min();
            values[i] = whole ? Math.round(value) : (float) value;
        }
    }

    @Override
    public void close() {
        // the shards were read and let go when the source was opened
    }
}
