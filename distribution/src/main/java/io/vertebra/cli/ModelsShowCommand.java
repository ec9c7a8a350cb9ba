package io.vertebra.cli;

import io.vertebra.core.Vertebra;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what is in a model. */
@Command(
        name = "show",
        header = "Shows the parts, sizes, weights and origin of a model.",
        footerHeading = "%nExamples:%n",
        footer = {"  vertebra models show resnet50", "  vertebra models show my-model.yaml --json"})
final class ModelsShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "Name of a model, or a recipe file that ends in .yaml or .yml.")
    private String model;

    @Option(names = "--json", description = "Prints one JSON document (vertebra-model/1).")
    private boolean json;

    @Mixin
    private final SetOption set = new SetOption();

    private final Root root;

    ModelsShowCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        Map<String, Object> values = set.values();
        try (Vertebra vertebra = root.open()) {
            ModelCard card = ModelCard.of(model, vertebra.blueprint(vertebra.recipe(model, values)));
            if (json) {
                root.terminal().printJson(card);
            } else {
                root.terminal().print(ModelCardText.lines(card));
            }
            return ExitCode.OK;
        }
    }
}
