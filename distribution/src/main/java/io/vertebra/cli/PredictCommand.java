package io.vertebra.cli;

import io.vertebra.api.error.InputException;
import io.vertebra.api.result.Result;
import io.vertebra.api.result.Segmentation;
import io.vertebra.core.Predictor;
import io.vertebra.core.Vertebra;
import io.vertebra.core.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a model on images. */
@Command(
        name = "predict",
        header = "Runs a model on images.",
        description = {
            "An image that cannot be read is reported and does not stop the others; the exit code is 3 then.",
            "Coordinates are pixels of the original image."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vertebra predict face-detector photo.jpg",
            "  vertebra predict face-detector photos/ --out results",
            "  vertebra predict face-detector photos/ --coco faces.json --csv faces.csv",
            "  vertebra predict face-detector photos/ --jsonl faces.jsonl",
            "  vertebra predict my-model.yaml 'photos/**/*.png' --json > results.json"
        })
final class PredictCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "Name of a model (see `vertebra models list`), or a recipe file that ends in .yaml or .yml.")
    private String model;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "IMAGE",
            description =
                    "A JPEG, PNG, GIF, BMP, WebP or TIFF file, a folder (its images, not those of its folders), or a pattern"
                            + " in quotes.")
    private List<String> images;

    @Option(names = "--json", description = "Prints one JSON document (vertebra-result/1) instead of a table.")
    private boolean json;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Mixin
    private final SetOption set = new SetOption();

    @Option(
            names = "--partial",
            description = {
                "Runs although the weights file lacks parameters; those keep initial values, and a warning names them.",
                "The same as `partial: true` beside `from` in the recipe's weights."
            })
    private boolean partial;

    private final Root root;

    PredictCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Map<String, Object> values = settings();
        ImageFiles inputs = ImageFiles.of(images);
        if (inputs.files().isEmpty()) {
            throw new InputException(inputs.problems(), null);
        }
        output.requireApart(inputs.files());
        try (Vertebra vertebra = root.open()) {
            // Before the folder is made and the engine starts: a wrong recipe leaves nothing behind and is told at
            // once.
            Recipe recipe = vertebra.recipe(model, values);
            PartialNotice.print(root.terminal(), vertebra, recipe);
            output.requireForms(recipe.task());
            try (Outputs outputs = Outputs.open(output, root.terminal())) {
                return run(vertebra, recipe, inputs, outputs);
            }
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(set.values());
        if (partial) {
            settings.put("weights.partial", true);
        }
        return settings;
    }

    private int run(Vertebra vertebra, Recipe recipe, ImageFiles inputs, Outputs outputs) {
        Terminal terminal = root.terminal();
        try (Predictor<? extends Result> predictor = vertebra.predictor(recipe)) {
            List<ResultSink> sinks = new ArrayList<>();
            sinks.add(json ? new JsonSink(terminal, predictor.name()) : table(terminal, predictor));
            sinks.addAll(outputs.sinks(predictor, inputs.files()));
            return new PredictRun(predictor, terminal, sinks, outputs.masks(inputs.files())).run(inputs);
        }
    }

    private static ResultSink table(Terminal terminal, Predictor<? extends Result> predictor) {
        boolean areas = predictor.recipe().task().component().resultType() == Segmentation.class;
        return areas ? new AreaTable(terminal) : new TableSink(terminal);
    }
}
