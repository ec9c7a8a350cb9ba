package io.vertebra.core.recipe;

import io.vertebra.api.model.Component;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.options.Option;
import io.vertebra.api.options.OptionsSchema;
import io.vertebra.core.catalog.Catalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The text of a starter: what the example states, and what it leaves open as comments. */
final class StarterText {
    private final Catalog catalog;
    private final String task;
    private final RecipeStarter.Example example;
    private final StringBuilder text = new StringBuilder();

    StarterText(Catalog catalog, String task, RecipeStarter.Example example) {
        this.catalog = catalog;
        this.task = task;
        this.example = example;
    }

    String text() {
        Recipe recipe = example.recipe();
        MapNode root = example.document().root();
        line("# A recipe for " + task + ", made from " + example.source()
                + ". `vertebra recipe check FILE` checks it;");
        line("# `vertebra recipe schema` writes a JSON Schema with which an editor completes keys and names.");
        line("# Lines that begin with # show what can be stated too, with the value that holds now.");
        line("recipe: 1");
        line("name: my-" + task);
        line("title: " + YamlText.value("A model for " + task));
        line("# extends: " + catalog.models().names().stream().findFirst().orElse("./base.yaml")
                + "  # put this recipe on top of a model or of a file, ./base.yaml");
        line("# vars: {width: 64}  # values for ${width} below");
        part("task", root.find("task"), recipe.task().component(), recipe.task().options());
        input(root, recipe.preprocessing());
        part(
                "backbone",
                root.find("backbone"),
                recipe.backbone().component(),
                recipe.backbone().options());
        necks(root, recipe);
        part("head", root.find("head"), recipe.head().component(), recipe.head().options());
        labels(root, recipe);
        weights(root, recipe);
        line("# device: " + recipe.device() + "  # one of " + String.join(", ", RecipeBinder.DEVICES));
        line("# runtime: " + recipe.runtime() + "  # one of " + String.join(", ", RecipeBinder.RUNTIMES));
        return text.toString();
    }

    private void input(MapNode root, Preprocessing input) {
        line("");
        if (root.find("input").isPresent()) {
            stated(root, "input");
            return;
        }
        StringBuilder details = new StringBuilder();
        input.stated().forEach((key, value) -> details.append(", " + key + ": " + value));
        line("# input:");
        line("#   size: " + Spelling.size(input.size()) + "  # of a square, or [height, width]");
        line("#   resize: {fit: " + Spelling.choice(input.fit()) + details + ", kernel: "
                + Spelling.choice(input.kernel()) + "}");
        line("#   channels: " + Spelling.choice(input.channels()));
        line("#   normalize: {mean: " + input.mean() + ", std: " + input.std() + "}");
    }

    private void necks(MapNode root, Recipe recipe) {
        Optional<Node> stated = root.find("neck");
        if (recipe.necks().isEmpty()) {
            line("");
            line("# neck: [...]  # " + String.join(", ", catalog.necks().names()));
        } else if (recipe.necks().size() == 1) {
            NeckPart<?> neck = recipe.necks().get(0);
            Optional<Node> only = stated.map(
                    node -> node instanceof ListNode list ? list.elements().get(0) : node);
            part("neck", only, neck.component(), neck.options());
        } else {
            line("");
            stated(root, "neck");
        }
    }

    /** The part as a block, with the options that it leaves open. */
    private <O extends Record> void part(String role, Optional<Node> stated, Component<?> component, O options) {
        line("");
        line("# " + component.card().title());
        MapNode map = (MapNode) stated.map(Merger::longForm)
                .filter(MapNode.class::isInstance)
                .orElseGet(() -> MapNode.empty(example.document().root().at()));
        if (map.find(PartNode.TYPE).isEmpty()) {
            line("# Without a type: the one that the backbone was published with.");
        }
        line(map.entries().isEmpty() ? "# " + role + ":" : role + ":");
        map.entries().forEach((key, entry) -> block(key, entry.value(), "  "));
        OptionsSchema<O> schema = OptionsSchema.of(options);
        List<Object> values = schema.values(options);
        for (int i = 0; i < values.size(); i++) {
            Option option = schema.options().get(i);
            if (map.find(option.key()).isEmpty()) {
                String doc = option.doc().isEmpty() ? option.describe() : option.doc() + "; " + option.describe();
                line((map.entries().isEmpty() ? "#   " : "  # ") + option.key() + ": " + spelled(values.get(i)) + "  # "
                        + doc);
            }
        }
    }

    private static String spelled(@Nullable Object value) {
        if (value instanceof List<?> list) {
            List<String> elements = new ArrayList<>();
            list.forEach(element -> elements.add(spelled(element)));
            return "[" + String.join(", ", elements) + "]";
        }
        return YamlText.value(JavaNodes.plain(value));
    }

    private void labels(MapNode root, Recipe recipe) {
        line("");
        line("# One name for each class, or the name of a list: "
                + String.join(", ", catalog.labels().names()));
        if (root.find("labels").isPresent()) {
            stated(root, "labels");
        } else {
            int names = recipe.labels().names().size();
            line("# labels: ["
                    + (names == 0 ? "" : YamlText.value(recipe.labels().names().get(0)) + ", ...") + "]  # " + names);
        }
    }

    private void weights(MapNode root, Recipe recipe) {
        line("");
        boolean named = recipe.weights() instanceof WeightsChoice.Named;
        if (named) {
            stated(root, "weights");
        } else {
            line("weights: random  # initial values: it runs, and knows nothing yet");
        }
        line("# weights: {from: ./weights.safetensors, dialect: vertebra}  # one of "
                + String.join(", ", WeightsReader.dialects(catalog.weights())));
        line("# " + LicencePolicy.KEY + ": [Apache-2.0, MIT]  # refuse weights with another licence");
    }

    private void stated(MapNode root, String key) {
        root.find(key).ifPresent(node -> block(key, node, ""));
    }

    private void block(String key, Node value, String indent) {
        MapNode only = MapNode.empty(value.at()).with(key, new MapNode.Entry(value.at(), value));
        YamlWriter.write(only, false).lines().forEach(line -> line(indent + line));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
