package io.vertebra.core.weights;

import io.vertebra.api.error.LoadException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The checked header of a safetensors file.
 *
 * @param tensors by key, in the order of the header
 * @param metadata free texts of whoever wrote the file
 */
record SafetensorsHeader(Map<String, Entry> tensors, Map<String, String> metadata) {
    private static final String METADATA = "__metadata__";
    private static final int HIGHEST_RANK = 64;

    /**
     * Where a tensor stands.
     *
     * @param begin in bytes from the end of the header
     * @param end behind its last byte
     */
    record Entry(TensorInfo info, long begin, long end) {}

    /**
     * Reads and checks a header.
     *
     * @param dataLength the bytes of the file behind the header
     */
    static SafetensorsHeader parse(String file, byte[] json, long dataLength) {
        SafetensorsHeader header = JsonCursor.read(file, "header", json, cursor -> read(file, cursor));
        checkLayout(file, header.tensors, dataLength);
        return header;
    }

    private static SafetensorsHeader read(String file, JsonCursor json) throws IOException {
        Map<String, Entry> tensors = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        json.object(key -> {
            if (key.equals(METADATA)) {
                json.object(name -> metadata.put(name, json.text()));
            } else {
                tensors.put(key, new RawEntry(file, key, json).entry());
            }
        });
        return new SafetensorsHeader(Collections.unmodifiableMap(tensors), Collections.unmodifiableMap(metadata));
    }

    /** The data is covered without overlap and without a hole, so that no byte means two things or nothing. */
    private static void checkLayout(String file, Map<String, Entry> tensors, long dataLength) {
        List<Map.Entry<String, Entry>> ordered = new ArrayList<>(tensors.entrySet());
        ordered.sort(Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().begin)
                .thenComparingLong(e -> e.getValue().end));
        long covered = ordered.stream().mapToLong(e -> e.getValue().end).max().orElse(0);
        if (covered > dataLength) {
            throw WeightsFaults.corrupt(
                    file,
                    "the file is cut off: its header describes " + covered + " bytes of tensors",
                    dataLength + " bytes");
        }
        long next = 0;
        for (Map.Entry<String, Entry> tensor : ordered) {
            Entry entry = tensor.getValue();
            if (entry.begin != next) {
                String fault = entry.begin < next ? "overlaps the tensor before it" : "leaves a hole before it";
                throw WeightsFaults.corrupt(
                        file,
                        "tensors must follow each other, and " + WeightsFaults.quote(tensor.getKey()) + " " + fault,
                        "begin " + entry.begin + " after " + next);
            }
            next = entry.end;
        }
        if (covered < dataLength) {
            throw WeightsFaults.corrupt(
                    file, "the tensors must fill the file: they end at " + covered, dataLength + " bytes");
        }
    }

    /** The members of one tensor's object, which may come in any order. */
    private static final class RawEntry {
        private final String file;
        private final String key;
        private @Nullable String type;
        private @Nullable List<Long> shape;
        private @Nullable List<Long> offsets;

        RawEntry(String file, String key, JsonCursor json) throws IOException {
            this.file = file;
            this.key = key;
            json.object(member -> {
                switch (member) {
                    case "dtype" -> type = json.text();
                    case "shape" -> shape = numbers(json, member, HIGHEST_RANK);
                    case "data_offsets" -> offsets = numbers(json, member, 2);
                    default -> throw fault("has dtype, shape and data_offsets only", WeightsFaults.quote(member));
                }
            });
        }

        private List<Long> numbers(JsonCursor json, String member, int most) throws IOException {
            List<Long> numbers = new ArrayList<>();
            json.array(() -> {
                if (numbers.size() == most) {
                    throw fault("has at most " + most + " numbers in " + member, "more");
                }
                numbers.add(json.whole());
            });
            return numbers;
        }

        Entry entry() {
            if (type == null || shape == null || offsets == null || offsets.size() != 2) {
                throw fault("has dtype, shape and two data_offsets", "fewer");
            }
            StoredType stored = StoredType.named(type)
                    .orElseThrow(() -> WeightsFaults.format(
                            file,
                            "tensor " + WeightsFaults.quote(key) + " has a type that is not read",
                            WeightsFaults.quote(String.valueOf(type)),
                            "convert it to one of " + StoredType.names()));
            long begin = offsets.get(0);
            long end = offsets.get(1);
            if (end < begin) {
                throw fault("ends behind its begin", begin + " to " + end);
            }
            TensorInfo info = new TensorInfo(shape, stored);
            if (bytes(info) != end - begin) {
                throw fault(
                        "of shape " + info.shape() + " and type " + stored + " takes " + bytes(info) + " bytes",
                        (end - begin) + " bytes");
            }
            return new Entry(info, begin, end);
        }

        private long bytes(TensorInfo info) {
            try {
                return Math.multiplyExact(info.elements(), info.stored().size());
            } catch (ArithmeticException e) {
                throw WeightsFaults.corrupt(
                        file,
                        "tensor " + WeightsFaults.quote(key) + " has fewer than 2^63 bytes",
                        "shape " + info.shape(),
                        e);
            }
        }

        private LoadException fault(String rule, String received) {
            return WeightsFaults.corrupt(file, "tensor " + WeightsFaults.quote(key) + " " + rule, received);
        }
    }
}
