package io.vertebra.core.weights;

import io.vertebra.api.error.LoadException;
import io.vertebra.core.weights.PickleValue.Global;
import io.vertebra.core.weights.PickleValue.Items;
import io.vertebra.core.weights.PickleValue.Mapping;
import io.vertebra.core.weights.PickleValue.Opaque;
import io.vertebra.core.weights.PickleValue.Storage;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that a pickle may call, each done here in Java. Everything else is refused by its name; a name is only ever compared,
 * never looked up in the running program.
 */
final class PickleGlobals {
    private static final String DICTIONARY = "collections.OrderedDict";
    private static final String SIZE = "torch.Size";
    private static final String TENSOR = "torch._utils._rebuild_tensor";
    private static final String TENSOR_V2 = "torch._utils._rebuild_tensor_v2";
    private static final String TENSOR_V3 = "torch._utils._rebuild_tensor_v3";
    private static final String PARAMETER = "torch._utils._rebuild_parameter";
    private static final String PARAMETER_WITH_STATE = "torch._utils._rebuild_parameter_with_state";
    private static final Set<String> CALLED =
            Set.of(DICTIONARY, SIZE, TENSOR, TENSOR_V2, TENSOR_V3, PARAMETER, PARAMETER_WITH_STATE, "torch.device");

    private static final Set<String> PLAIN_BYTES = Set.of("UntypedStorage", "storage.UntypedStorage");
    private static final Map<String, StoredType> STORAGES = Map.of(
            "DoubleStorage", StoredType.F64,
            "FloatStorage", StoredType.F32,
            "HalfStorage", StoredType.F16,
            "BFloat16Storage", StoredType.BF16,
            "LongStorage", StoredType.I64,
            "IntStorage", StoredType.I32,
            "ShortStorage", StoredType.I16,
            "CharStorage", StoredType.I8,
            "ByteStorage", StoredType.U8,
            "BoolStorage", StoredType.BOOL);
    private static final Map<String, StoredType> TYPES = Map.ofEntries(
            Map.entry("float64", StoredType.F64),
            Map.entry("float32", StoredType.F32),
            Map.entry("float16", StoredType.F16),
            Map.entry("bfloat16", StoredType.BF16),
            Map.entry("float8_e4m3fn", StoredType.F8_E4M3),
            Map.entry("float8_e5m2", StoredType.F8_E5M2),
            Map.entry("int64", StoredType.I64),
            Map.entry("int32", StoredType.I32),
            Map.entry("int16", StoredType.I16),
            Map.entry("int8", StoredType.I8),
            Map.entry("uint64", StoredType.U64),
            Map.entry("uint32", StoredType.U32),
            Map.entry("uint16", StoredType.U16),
            Map.entry("uint8", StoredType.U8),
            Map.entry("bool", StoredType.BOOL));
    private static final String PYTORCH = "torch.";
    private static final int PAIR_BYTES = 100;

    private final String file;
    private final Allowance allowance;
    private final Map<String, Storage> storages = new HashMap<>();

    PickleGlobals(String file, Allowance allowance) {
        this.file = file;
        this.allowance = allowance;
    }

    Global named(String module, String name) {
        String full = module + "." + name;
        String own = full.startsWith(PYTORCH) ? full.substring(PYTORCH.length()) : "";
        boolean known = CALLED.contains(full)
                || STORAGES.containsKey(storageName(own))
                || PLAIN_BYTES.contains(own)
                || TYPES.containsKey(own);
        if (!known) {
            throw refused(full);
        }
        return new Global(full);
    }

    /** Storages that were on a GPU have the same content. */
    private static String storageName(String own) {
        return own.startsWith("cuda.") ? own.substring("cuda.".length()) : own;
    }

    LoadException refused(String name) {
        return WeightsFaults.format(
                file,
                "a checkpoint holds tensors in plain containers, and nothing else is made from a file",
                WeightsFaults.quote(name),
                "in the program that made the file: torch.save(model.state_dict(), path)");
    }

    /** What the name makes from its arguments. */
    Object call(Object function, Object arguments) {
        if (!(function instanceof Global global)) {
            throw WeightsFaults.corrupt(file, "only the names of PyTorch's own containers are called", kind(function));
        }
        if (!(arguments instanceof Items items)) {
            throw WeightsFaults.corrupt(file, "the arguments of a call are a tuple", kind(arguments));
        }
        List<Object> given = items.values();
        return switch (global.name()) {
            case DICTIONARY -> dictionary(given);
            case SIZE -> argument(given, 0, Items.class);
            case "torch.device" -> Opaque.UNUSED;
            case TENSOR, TENSOR_V2 ->
                tensor(given, argument(given, 0, Storage.class).type());
            case TENSOR_V3 -> tensor(given, type(argument(given, 6, Global.class)));
            case PARAMETER, PARAMETER_WITH_STATE -> argument(given, 0, PickleValue.Tensor.class);
            default -> throw refused(global.name());
        };
    }

    private StoredType type(Global global) {
        StoredType type = TYPES.get(global.name().substring(PYTORCH.length()));
        if (type == null) {
            throw refused(global.name());
        }
        return type;
    }

    private Mapping dictionary(List<Object> arguments) {
        Mapping made = new Mapping();
        if (!arguments.isEmpty()) {
            List<Object> pairs = argument(arguments, 0, Items.class).values();
            allowance.take((long) PAIR_BYTES * pairs.size());
            for (int i = 0; i < pairs.size(); i++) {
                List<Object> pair = argument(pairs, i, Items.class).values();
                put(made, argument(pair, 0, Object.class), argument(pair, 1, Object.class));
            }
        }
        return made;
    }

    /** Keys are plain, so that no key of a file ever compares a whole tree. */
    void put(Mapping to, Object key, Object value) {
        if (key instanceof PickleValue && key != Opaque.NONE) {
            throw WeightsFaults.corrupt(file, "the keys of a dictionary are texts or numbers", kind(key));
        }
        to.values().put(key, value);
    }

    private PickleValue.Tensor tensor(List<Object> arguments, @Nullable StoredType type) {
        Storage storage = argument(arguments, 0, Storage.class);
        if (type == null) {
            throw WeightsFaults.corrupt(file, "a tensor of plain bytes states its type", "none");
        }
        return new TensorView(
                        file,
                        storage,
                        type,
                        argument(arguments, 1, Long.class),
                        argument(arguments, 2, Items.class).values(),
                        argument(arguments, 3, Items.class).values())
                .tensor(allowance);
    }

    /** The storage that a persistent id stands for: {@code ("storage", type, key, device, elements)}. */
    Storage storage(Object id) {
        if (!(id instanceof Items items)) {
            throw WeightsFaults.corrupt(file, "a storage is named by a tuple", kind(id));
        }
        List<Object> parts = items.values();
        if (!argument(parts, 0, String.class).equals("storage")) {
            throw WeightsFaults.corrupt(file, "only storages stand outside of the pickle", kind(parts.get(0)));
        }
        String name = argument(parts, 1, Global.class).name().substring(PYTORCH.length());
        StoredType type = STORAGES.get(storageName(name));
        if (type == null && !PLAIN_BYTES.contains(name)) {
            throw refused(PYTORCH + name);
        }
        if (parts.size() > 5 && parts.get(5) != Opaque.NONE) {
            throw refused("a storage inside a storage");
        }
        long elements = argument(parts, 4, Long.class);
        long size = type == null ? 1 : type.size();
        if (elements < 0 || elements > Long.MAX_VALUE / size) {
            throw WeightsFaults.corrupt(file, "a storage has 0 to 2^63 bytes", elements + " elements");
        }
        return once(new Storage(argument(parts, 2, String.class), type, elements));
    }

    private Storage once(Storage storage) {
        Storage before = storages.putIfAbsent(storage.key(), storage);
        if (before != null && !before.equals(storage)) {
            throw WeightsFaults.corrupt(
                    file,
                    "a storage has one type and one size",
                    WeightsFaults.quote(storage.key()) + " with " + before.bytes() + " and " + storage.bytes()
                            + " bytes");
        }
        return storage;
    }

    /** Every storage that was named, by its key. */
    Map<String, Storage> storages() {
        return storages;
    }

    private <T> T argument(List<Object> arguments, int index, Class<T> type) {
        Object value = index < arguments.size() ? arguments.get(index) : "nothing";
        if (index >= arguments.size() || !type.isInstance(value)) {
            String wanted = type.getSimpleName().toLowerCase(Locale.ROOT);
            throw WeightsFaults.corrupt(file, "argument " + (index + 1) + " of a call is a " + wanted, kind(value));
        }
        return type.cast(value);
    }

    /** What a value is, in a form that is short whatever the file holds. */
    static String kind(Object value) {
        if (value instanceof Global global) {
            return WeightsFaults.quote(global.name());
        }
        return value instanceof String text
                ? WeightsFaults.quote(text)
                : "a " + value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
