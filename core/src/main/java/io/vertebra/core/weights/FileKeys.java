package io.vertebra.core.weights;

import io.vertebra.api.model.KeyMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors of a file that can be parameters, by keys without what all of them have in common.
 *
 * @param tensors in the order of the file
 * @param prefix what every key has before it in the file
 * @param prefixed whether data-parallel training has put {@code module.} before all keys
 * @param outside the number of other tensors, such as those of an optimiser
 */
record FileKeys(Map<String, TensorInfo> tensors, String prefix, boolean prefixed, int outside) {
    private static final String MODULE = "module.";

    static FileKeys of(TensorSource source, List<PartKeys> parts) {
        Map<String, TensorInfo> inside = below(source.parameters(), source.tensors());
        boolean prefixed = hasModulePrefix(inside, parts);
        return new FileKeys(
                prefixed ? below(MODULE, inside) : inside,
                source.parameters() + (prefixed ? MODULE : ""),
                prefixed,
                source.tensors().size() - inside.size());
    }

    private static Map<String, TensorInfo> below(String prefix, Map<String, TensorInfo> all) {
        if (prefix.isEmpty()) {
            return all;
        }
        Map<String, TensorInfo> below = new LinkedHashMap<>();
        all.forEach((key, info) -> {
            if (key.startsWith(prefix)) {
                below.put(key.substring(prefix.length()), info);
            }
        });
        return below;
    }

    /** What data-parallel training leaves behind; a model that has the word in its own names keeps it. */
    private static boolean hasModulePrefix(Map<String, TensorInfo> tensors, List<PartKeys> parts) {
        boolean all = !tensors.isEmpty() && tensors.keySet().stream().allMatch(key -> key.startsWith(MODULE));
        return all && parts.stream().noneMatch(part -> part.absolute("").startsWith(MODULE) || ownModule(part));
    }

    private static boolean ownModule(PartKeys part) {
        return part.parameters().keySet().stream()
                .anyMatch(name -> part.keys().source(name) instanceof KeyMap.Tensor tensor
                        && part.absolute(tensor.theirs()).startsWith(MODULE));
    }

    /** The key as the file has it. */
    String inFile(String key) {
        return prefix + key;
    }
}
