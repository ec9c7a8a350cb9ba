package io.vertebra.cli;

import io.vertebra.core.Vertebra;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes a recipe to start from. */
@Command(
        name = "new",
        header = "Writes a commented recipe to start from.",
        description = "It is right as it stands: `vertebra recipe check` accepts it.",
        footerHeading = "%nExamples:%n",
        footer = {"  vertebra recipe new detection > my-detection.yaml", "  vertebra recipe check my-detection.yaml"})
final class RecipeNewCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TASK", description = "What the model is for, such as classification or detection.")
    private String task;

    private final Root root;

    RecipeNewCommand(Root root) {
        this.root = root;
    }

    @Override
    public Integer call() {
        try (Vertebra vertebra = root.open()) {
            root.terminal().print(vertebra.starter(task).lines().toList());
            return ExitCode.OK;
        }
    }
}
