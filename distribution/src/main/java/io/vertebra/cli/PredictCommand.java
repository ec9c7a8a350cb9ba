package io.vertebra.cli;

import io.vertebra.api.error.InputException;
import io.vertebra.api.result.Result;
import io.vertebra.core.Predictor;
import io.vertebra.core.Vertebra;
import io.vertebra.core.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
            "  vertebra predict simple-baseline-r50 photo.jpg --box 40,20,200,360",
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

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = {
                "Writes NAME.overlay.png for each image and results.json to this folder, each file whole or not at all.",
                "results.json is written at the end: when the run is interrupted, there is none."
            })
    private @Nullable Path out;

    @Mixin
    private final SetOption set = new SetOption();

    @Mixin
    private final BoxOption box = new BoxOption();

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
        box.value(); // a wrong call is told before anything is opened
        ImageFiles inputs = ImageFiles.of(images);
        if (inputs.files().isEmpty()) {
            throw new InputException(inputs.problems(), null);
        }
        try (Vertebra vertebra = root.open()) {
            // Before the folder is made and the engine starts: a wrong recipe leaves nothing behind and is told at
            // once.
            Recipe recipe = vertebra.recipe(model, values);
            PartialNotice.print(root.terminal(), vertebra, recipe);
            if (out == null) {
                return run(vertebra, recipe, inputs, null);
            }
            try (OutputFolder folder = OutputFolder.open(out, root.terminal()::print)) {
                return run(vertebra, recipe, inputs, folder);
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

    private int run(Vertebra vertebra, Recipe recipe, ImageFiles inputs, @Nullable OutputFolder folder) {
        Terminal terminal = root.terminal();
        try (Predictor<? extends Result> predictor = vertebra.predictor(recipe)) {
            List<ResultSink> sinks = new ArrayList<>();
            sinks.add(json ? new JsonSink(terminal, predictor.name()) : new TableSink(terminal));
            if (folder != null) {
                sinks.add(new FolderSink(terminal, folder, predictor, inputs.files()));
            }
            return new PredictRun(predictor, terminal, sinks, box.value()).run(inputs);
        }
    }
}
