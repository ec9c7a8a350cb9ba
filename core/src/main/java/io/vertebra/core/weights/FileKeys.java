package io.vertebra.core.weights;

import io.vertebra.api.error.ErrorCode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors of a file that can be parameters, by the keys that key maps know: without what all keys have in common, and
 * rewritten.
 *
 * @param tensors in the order of the file
 * @param inFile by the same keys, those that the file has
 * @param prefixed whether data-parallel training has put {@code module.} before all keys
 * @param outside the number of other tensors, such as those of an optimiser
 */
record FileKeys(Map<String, TensorInfo> tensors, Map<String, String> inFile, boolean prefixed, int outside) {
    private static final String MODULE = "module.";

    static FileKeys of(TensorSource source, Rewrites rewrites, List<PartKeys> parts) {
        Map<String, TensorInfo> inside = below(source.parameters(), source.tensors());
        boolean prefixed = hasModulePrefix(inside, parts);
        Map<String, TensorInfo> tensors = new LinkedHashMap<>();
        Map<String, String> inFile = new HashMap<>();
        inside.forEach((key, info) -> {
            String renamed = rewrites.apply(prefixed ? key.substring(MODULE.length()) : key);
            tensors.put(renamed, info);
            String before = inFile.put(renamed, source.parameters() + key);
            if (before != null) {
                throw WeightsFaults.load(
                        ErrorCode.WEIGHTS_MISMATCH,
                        source.name(),
                        "rewrites give each tensor a name of its own",
                        WeightsFaults.quote(before) + " and " + WeightsFaults.quote(source.parameters() + key)
                                + " both " + WeightsFaults.quote(renamed),
                        "narrow the pattern",
                        null);
            }
        });
        return new FileKeys(tensors, inFile, prefixed, source.tensors().size() - inside.size());
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
                .flatMap(name -> Fill.keys(part.keys().source(name)).stream())
                .anyMatch(key -> part.absolute(key).startsWith(MODULE));
    }
}
