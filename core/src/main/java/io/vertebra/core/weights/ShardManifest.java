package io.vertebra.core.weights;

import io.vertebra.api.error.LoadException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The weights manifest of TensorFlow.js: groups of tensors that follow each other in the joined bytes of the group's shards.
 * Members that say nothing about the values are passed over.
 *
 * @param groups in the order of the manifest
 */
record ShardManifest(List<Group> groups) {
    private static final int HIGHEST_RANK = 64;

    /**
     * Tensors and where their bytes are.
     *
     * @param tensors in the order of their bytes
     * @param paths of the shards, relative to the manifest
     */
    record Group(List<Weight> tensors, List<String> paths) {}

    /**
     * One tensor.
     *
     * @param whole whether the values are whole numbers, to which dequantised values are rounded
     * @param quantization null when the values are stored as they are
     */
    record Weight(
            String name,
            TensorInfo info,
            boolean whole,
            @Nullable Quantization quantization) {}

    /** A value is {@code scale * stored + min}. */
    record Quantization(double scale, double min) {}

    static ShardManifest parse(String file, byte[] json) {
        return JsonCursor.read(file, "manifest", json, cursor -> new Reader(file, cursor).groups());
    }

    private static final class Reader {
        private final String file;
        private final JsonCursor json;
        private final Set<String> names = new HashSet<>();

        Reader(String file, JsonCursor json) {
            this.file = file;
            this.json = json;
        }

        ShardManifest groups() throws IOException {
            List<Group> groups = new ArrayList<>();
            json.array(() -> groups.add(group()));
            return new ShardManifest(List.copyOf(groups));
        }

        private Group group() throws IOException {
            List<Weight> tensors = new ArrayList<>();
            List<String> paths = new ArrayList<>();
            json.object(member -> {
                switch (member) {
                    case "weights" -> json.array(() -> tensors.add(weight()));
                    case "paths" -> json.array(() -> paths.add(path()));
                    default -> json.skip();
                }
            });
            return new Group(List.copyOf(tensors), List.copyOf(paths));
        }

        private String path() throws IOException {
            String path = json.text();
            if (path.isEmpty() || path.startsWith("/") || path.contains("\\") || path.contains("..")) {
                throw WeightsFaults.corrupt(
                        file, "a shard stands in the folder of its manifest or below it", WeightsFaults.quote(path));
            }
            return path;
        }

        private Weight weight() throws IOException {
            RawWeight raw = new RawWeight();
            json.object(member -> {
                switch (member) {
                    case "name" -> raw.name = json.text();
                    case "dtype" -> raw.type = json.text();
                    case "shape" -> raw.shape = shape();
                    case "quantization" -> quantization(raw);
                    default -> json.skip();
                }
            });
            Weight weight = raw.weight(file);
            if (!names.add(weight.name)) {
                throw WeightsFaults.corrupt(
                        file, "a tensor stands once in the manifest", WeightsFaults.quote(weight.name) + " twice");
            }
            return weight;
        }

        private List<Long> shape() throws IOException {
            List<Long> shape = new ArrayList<>();
            json.array(() -> {
                if (shape.size() == HIGHEST_RANK) {
                    throw WeightsFaults.corrupt(file, "a tensor has at most " + HIGHEST_RANK + " axes", "more");
                }
                shape.add(json.whole());
            });
            return shape;
        }

        private void quantization(RawWeight raw) throws IOException {
            raw.quantized = true;
            json.object(member -> {
                switch (member) {
                    case "dtype" -> raw.storedType = json.text();
                    case "scale" -> raw.scale = json.number();
                    case "min" -> raw.min = json.number();
                    default -> json.skip();
                }
            });
        }
    }

    /** The members of one tensor's object, which may come in any order. */
    private static final class RawWeight {
        private @Nullable String name;
        private @Nullable String type;
        private @Nullable List<Long> shape;
        private boolean quantized;
        private @Nullable String storedType;
        private @Nullable Double scale;
        private @Nullable Double min;

        Weight weight(String file) {
            if (name == null || type == null || shape == null) {
                throw WeightsFaults.corrupt(file, "a tensor of the manifest has name, dtype and shape", "fewer");
            }
            TensorInfo info = new TensorInfo(shape, stored(file));
            try {
                Math.multiplyExact(info.elements(), info.stored().size());
            } catch (ArithmeticException e) {
                throw WeightsFaults.corrupt(
                        file,
                        "tensor " + WeightsFaults.quote(name) + " has fewer than 2^63 bytes",
                        "shape " + info.shape(),
                        e);
            }
            return new Weight(name, info, type.equals("int32"), scaling(file, info.stored()));
        }

        private StoredType stored(String file) {
            String pair = type + (quantized ? " as " + storedType : "");
            return switch (pair) {
                case "float32" -> StoredType.F32;
                case "int32" -> StoredType.I32;
                case "bool" -> StoredType.BOOL;
                case "float32 as float16" -> StoredType.F16;
                case "float32 as uint8", "int32 as uint8" -> StoredType.U8;
                case "float32 as uint16", "int32 as uint16" -> StoredType.U16;
                default -> throw unknown(file, pair);
            };
        }

        private LoadException unknown(String file, String pair) {
            return WeightsFaults.format(
                    file,
                    "tensor " + WeightsFaults.quote(String.valueOf(name)) + " has a type that is not read",
                    WeightsFaults.quote(pair),
                    "one of float32, int32, bool; float32 as float16, uint8 or uint16; int32 as uint8 or uint16");
        }

        /** Half floats are stored as they are; whole numbers need both figures. */
        private @Nullable Quantization scaling(String file, StoredType stored) {
            if (!quantized || stored == StoredType.F16) {
                return null;
            }
            if (scale == null || min == null) {
                throw WeightsFaults.corrupt(
                        file, "tensor " + WeightsFaults.quote(String.valueOf(name)) + " needs scale and min", "fewer");
            }
            return new Quantization(scale, min);
        }
    }
}
