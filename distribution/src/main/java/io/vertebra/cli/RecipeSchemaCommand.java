package io.vertebra.cli;

import io.vertebra.core.Vertebra;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Writes the schema of recipes. */
@Command(
        name = "schema",
        header = "Writes a JSON Schema of recipes for editors.",
        description = {
            "It knows the components, options, labels, models and weights of all plugins that are present.",
            "An editor that speaks YAML takes it from the first line of a recipe:",
            "# yaml-language-server: $$schema=./recipe.schema.json"
        },
        footerHeading = "%nExamples:%n",
        footer = "  vertebra recipe schema > recipe.schema.json")
final class RecipeSchemaCommand implements Callable<Integer> {
    private final Root root;

    RecipeSchemaCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (Vertebra vertebra = root.open()) {
            root.terminal().print(vertebra.recipeSchema().lines().toList());
            return ExitCode.OK;
        }
    }
}
