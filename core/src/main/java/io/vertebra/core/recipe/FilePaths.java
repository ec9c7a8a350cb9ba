package io.vertebra.core.recipe;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files are named relative to the file that names them. In the merged recipe they are relative to the recipe itself, so that it
 * means the same when it is shown and saved beside it.
 */
final class FilePaths {
    private final Map<String, Optional<Path>> bases = new HashMap<>();
    private final @Nullable Path root;
    private final Problems problems;

    /** The last layer is the recipe itself. */
    FilePaths(List<Layers.Layer> layers, Problems problems) {
        layers.forEach(layer -> bases.put(
                layer.source().file(),
                Optional.ofNullable(layer.source().base()).map(Path::toAbsolutePath)));
        Path base = layers.get(layers.size() - 1).source().base();
        this.root = base == null ? null : base.toAbsolutePath();
        this.problems = problems;
    }

    MapNode rebase(MapNode recipe) {
        Optional<MapNode> weights =
                recipe.find("weights").filter(MapNode.class::isInstance).map(MapNode.class::cast);
        Optional<Node> from = weights.flatMap(map -> map.find("from"));
        if (from.isEmpty() || !(from.get() instanceof ScalarNode scalar) || !(scalar.value() instanceof String text)) {
            return recipe;
        }
        // What stands in no file was said on the command line, from the folder where the user is.
        Optional<Path> base =
                bases.getOrDefault(scalar.at().file(), Optional.of(Path.of("").toAbsolutePath()));
        String path = rebased(text, scalar, base.orElse(null));
        if (path.equals(text)) {
            return recipe;
        }
        Node moved = new ScalarNode(scalar.at(), path, '"' + path + '"');
        MapNode changed = weights.get()
                .with(
                        "from",
                        new MapNode.Entry(weights.get().entries().get("from").keyAt(), moved));
        return recipe.with(
                "weights", new MapNode.Entry(recipe.entries().get("weights").keyAt(), changed));
    }

    private String rebased(String text, ScalarNode node, @Nullable Path base) {
        try {
            if (AddressReader.isAddress(text)) {
                return text;
            }
            Path path = Path.of(text);
            if (path.isAbsolute() || text.isBlank() || Objects.equals(base, root)) {
                return text;
            }
            if (base == null) {
                problems.addLost(WeightsReader.noFolder(node));
                return text;
            }
            Path real = base.resolve(path).normalize();
            boolean apart = root == null || !Objects.equals(root.getRoot(), real.getRoot());
            String moved =
                    apart ? real.toString() : root.relativize(real).toString().replace('\\', '/');
            return apart || moved.startsWith("..") ? moved : "./" + moved;
        } catch (InvalidPathException e) { // the reader of weights refuses such a text, with its reason
            return text;
        }
    }
}
