package io.vertebra.core.recipe;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Backbone;
import io.vertebra.api.model.Component;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.Head;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.Neck;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Task;
import io.vertebra.api.plugin.WeightsCard;
import io.vertebra.core.catalog.Catalog;
import io.vertebra.core.catalog.Entry;
import io.vertebra.core.catalog.ModelEntry;
import io.vertebra.core.catalog.Registry;
import io.vertebra.core.catalog.WeightsEntry;
import java.io.FileNotFoundException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A catalog of small components that can be described, not built. */
final class TestCatalog {
    private static final String PET_FINDER = """
            recipe: 1
            name: pet-finder
            task: classification
            vars: {width: 48}
            backbone: {type: grid, channels: "${width}", blocks: [1, 2, 3]}
            weights: grid-pets
            """;
    private static final String FILE_BOUND = """
            recipe: 1
            name: file-bound
            task: classification
            backbone: grid
            weights: {from: ./grid.safetensors}
            """;

    private TestCatalog() {}

    private static ModelEntry model(String plugin, String name, String yaml) {
        return new ModelEntry(name, plugin, plugin + ":META-INF/vertebra/recipes/" + name + ".yaml", yaml);
    }

    static Catalog create() {
        Map<String, Entry<Backbone<?>>> backbones = new LinkedHashMap<>();
        add(backbones, new TestParts.Grid(), "grid", "grid-wide");
        add(backbones, new TestParts.Gray(), "gray");
        add(backbones, new TestParts.Broken(), "broken");
        Map<String, Entry<Neck<?>>> necks = new LinkedHashMap<>();
        add(necks, new TestParts.Pyramid(), "pyramid");
        add(necks, new TestParts.Foreign(), "foreign");
        necks.put("acme/twin", new Entry<>("twin", new TestParts.Pyramid(), "pyramid", "acme"));
        necks.put("zenith/twin", new Entry<>("twin", new TestParts.Pyramid(), "pyramid", "zenith"));
        Map<String, Entry<Head<?>>> heads = new LinkedHashMap<>();
        add(heads, new TestEnds.Flat(), "flat");
        add(heads, new TestEnds.Anchors(), "anchors");
        add(heads, new TestEnds.Bare(), "bare");
        Map<String, Entry<Task<?, ?>>> tasks = new LinkedHashMap<>();
        add(tasks, new TestEnds.Classification(), "classification");
        add(tasks, new TestEnds.Detection(), "detection");
        return new Catalog(
                Registry.of(backbones),
                Registry.of(necks),
                Registry.of(heads),
                Registry.of(Map.of()),
                Registry.of(tasks),
                Registry.of(Map.of(
                        "pet-finder", model("acme", "pet-finder", PET_FINDER),
                        "acme/pet-finder", model("acme", "pet-finder", PET_FINDER),
                        "file-bound", model("acme", "file-bound", FILE_BOUND))),
                Registry.of(Map.of("grid-pets", weights())),
                Registry.of(Map.of(
                        "pets", new Labels(List.of("cat", "dog", "fish")),
                        "streets", new Labels(List.of("__background__", "car", "bus")))));
    }

    private static <C extends Component<?>> void add(Map<String, Entry<C>> entries, C component, String... names) {
        for (String name : names) {
            entries.put(name, new Entry<>(name, component, name, "acme"));
            entries.put("acme/" + name, new Entry<>(name, component, name, "acme"));
        }
    }

    private static WeightsEntry weights() {
        Preprocessing preprocessing = new Preprocessing(
                ImageSize.square(96),
                Preprocessing.Fit.STRETCH,
                0,
                Preprocessing.Kernel.TENSORFLOW_ASYMMETRIC,
                Preprocessing.Channels.BGR,
                List.of(0f, 0f, 0f),
                List.of(1f, 1f, 1f));
        WeightsCard card = new WeightsCard(
                "grid-pets",
                "grid.safetensors",
                Map.of("grid.safetensors", "00"),
                "Apache-2.0",
                "the tests",
                new Dialect("acme"),
                Map.of("backbone", ""),
                preprocessing,
                "pets",
                "");
        return new WeightsEntry(card, "acme", resource -> {
            throw new FileNotFoundException(resource);
        });
    }
}
