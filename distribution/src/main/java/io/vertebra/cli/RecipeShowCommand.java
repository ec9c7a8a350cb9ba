package io.vertebra.cli;

import io.vertebra.api.error.Location;
import io.vertebra.core.Vertebra;
import io.vertebra.core.recipe.RecipeDocument;
import io.vertebra.core.recipe.RecipeValue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a recipe put together. */
@Command(
        name = "show",
        header = "Shows a recipe put together, and where each value comes from.",
        description = {
            "What it extends is merged, variables are replaced. The output is a recipe again.",
            "Names and options are not checked; `vertebra recipe check` does that."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vertebra recipe show face-detector",
            "  vertebra recipe show my-model.yaml --set head.classes=3 --plain > flat.yaml"
        })
final class RecipeShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MODEL", description = "Name of a model, or a recipe file that ends in .yaml or .yml.")
    private String model;

    @Option(names = "--plain", description = "Leaves out the comments that say where a value comes from.")
    private boolean plain;

    @Option(names = "--json", description = "Prints one JSON document (vertebra-recipe/1).")
    private boolean json;

    @Mixin
    private final SetOption set = new SetOption();

    private final Root root;

    RecipeShowCommand(Root root) {
        this.root = root;
    }

    /** A value; line and column are 0 for one of the command line. */
    private record Value(String path, String value, String file, int line, int column) {
        static Value of(RecipeValue value) {
            Location at = value.at();
            return new Value(value.path(), value.value(), at.file(), at.line(), at.column());
        }
    }

    private record Document(String schema, String file, String sha256, List<Value> values) {}

    @Override
    public Integer call() {
        Map<String, Object> values = set.values();
        try (Vertebra vertebra = root.open()) {
            RecipeDocument document = vertebra.document(model, values);
            if (json) {
                List<Value> all = document.values().stream().map(Value::of).toList();
                root.terminal().printJson(new Document("vertebra-recipe/1", document.file(), document.hash(), all));
            } else {
                String yaml = plain ? document.yaml() : document.yamlWithOrigins();
                root.terminal().print(List.of("# sha256 " + document.hash()));
                root.terminal().print(yaml.lines().toList());
            }
            return ExitCode.OK;
        }
    }
}
