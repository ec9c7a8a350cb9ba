package io.vertebra.core.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A recipe put together: what it extends is merged, variables are bound, each value knows where it was stated. Immutable.
 */
public final class RecipeDocument {
    private final String file;
    private final MapNode root;

    RecipeDocument(String file, MapNode root) {
        this.file = file;
        this.root = ordered(root);
    }

    /** Where the recipe was read. */
    public String file() {
        return file;
    }

    /** The recipe as YAML that reads back as an equal document. */
    public String yaml() {
        return YamlWriter.write(root, false);
    }

    /** The same with a comment at the end of each line: the file and line where its value was stated. */
    public String yamlWithOrigins() {
        return YamlWriter.write(root, true);
    }

    /**
     * SHA-256, in hex, of the recipe as canonical JSON (RFC 8785). The order of keys, the spelling of numbers, comments, and how
     * the recipe is spread over files make no difference, nor does the short form of a part.
     */
    public String hash() {
        return CanonicalJson.hash(PlainValues.of(NormalForm.of(root)));
    }

    /** All values, a list of plain ones as one; parts in their long form. */
    public List<RecipeValue> values() {
        return leaves().values().stream().map(Leaf::value).toList();
    }

    /** What differs, in the order of this document, then what only the other one has. */
    public List<RecipeDifference> differences(RecipeDocument other) {
        Map<String, Leaf> mine = leaves();
        Map<String, Leaf> others = other.leaves();
        Set<String> paths = new LinkedHashSet<>(mine.keySet());
        paths.addAll(others.keySet());
        List<RecipeDifference> differences = new ArrayList<>();
        for (String path : paths) {
            Leaf left = mine.get(path);
            Leaf right = others.get(path);
            if (left == null || right == null || !left.json().equals(right.json())) {
                differences.add(new RecipeDifference(
                        path, left == null ? null : left.value(), right == null ? null : right.value()));
            }
        }
        return differences;
    }

    MapNode root() {
        return root;
    }

    /** A value without parts of its own. */
    private record Leaf(String json, RecipeValue value) {
        static Leaf of(String path, Node node) {
            return new Leaf(
                    CanonicalJson.of(PlainValues.of(node)), new RecipeValue(path, YamlText.line(node), node.at()));
        }
    }

    private Map<String, Leaf> leaves() {
        Map<String, Leaf> leaves = new LinkedHashMap<>();
        MapNode normal = NormalForm.of(root);
        normal.entries().forEach((key, entry) -> collect(YamlText.key(key), entry.value(), leaves));
        return leaves;
    }

    private static void collect(String path, Node node, Map<String, Leaf> leaves) {
        if (node instanceof MapNode map && !map.entries().isEmpty()) {
            map.entries().forEach((key, entry) -> collect(path + "." + YamlText.key(key), entry.value(), leaves));
        } else if (node instanceof ListNode list && !list.elements().stream().allMatch(ScalarNode.class::isInstance)) {
            for (int i = 0; i < list.elements().size(); i++) {
                collect(path + "." + i, list.elements().get(i), leaves);
            }
        } else {
            leaves.put(path, Leaf.of(path, node));
        }
    }

    /** The keys of a recipe in the order in which recipes are written. */
    private static MapNode ordered(MapNode root) {
        Map<String, MapNode.Entry> entries = new LinkedHashMap<>();
        RecipeBinder.KEYS.stream()
                .filter(root.entries()::containsKey)
                .forEach(key -> entries.put(key, root.entries().get(key)));
        root.entries().forEach(entries::putIfAbsent);
        return new MapNode(root.at(), entries);
    }
}
