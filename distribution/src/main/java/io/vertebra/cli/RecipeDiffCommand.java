package io.vertebra.cli;

import io.vertebra.core.Vertebra;
import io.vertebra.core.recipe.RecipeDifference;
import io.vertebra.core.recipe.RecipeValue;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two recipes. */
@Command(
        name = "diff",
        header = "Compares two recipes value by value.",
        description = {
            "Both are put together before; order, comments and files make no difference.",
            "The exit code is 0 when they are equal, 1 when they differ."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  vertebra recipe diff resnet50 my-model.yaml", "  vertebra recipe diff old.yaml new.yaml --json"})
final class RecipeDiffCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A", description = "Name of a model, or a recipe file.")
    private String left;

    @Parameters(index = "1", paramLabel = "B", description = "Another one.")
    private String right;

    @Option(names = "--json", description = "Prints one JSON document (vertebra-recipe-diff/1).")
    private boolean json;

    private final Root root;

    RecipeDiffCommand(Root root) {
        this.root = root;
    }

    /** A value of one side. */
    private record Side(String value, String at) {
        static @Nullable Side of(@Nullable RecipeValue value) {
            return value == null ? null : new Side(value.value(), value.at().toString());
        }
    }

    /** Null where a side has no value. */
    private record Difference(
            String path, @Nullable Side a, @Nullable Side b) {
        static Difference of(RecipeDifference difference) {
            return new Difference(difference.path(), Side.of(difference.left()), Side.of(difference.right()));
        }
    }

    private record Document(String schema, boolean equal, List<Difference> differences) {}

    @Override
    public Integer call() {
        try (Vertebra vertebra = root.open()) {
            List<Difference> differences =
                    vertebra.document(left, Map.of()).differences(vertebra.document(right, Map.of())).stream()
                            .map(Difference::of)
                            .toList();
            if (json) {
                root.terminal().printJson(new Document("vertebra-recipe-diff/1", differences.isEmpty(), differences));
            } else {
                differences.forEach(this::print);
            }
            return differences.isEmpty() ? ExitCode.OK : ExitCode.JUDGED_NOT_OK;
        }
    }

    private void print(Difference difference) {
        PrintWriter out = root.terminal().out();
        if (difference.a() != null) {
            out.println("- " + difference.path() + ": " + difference.a().value() + "  # "
                    + difference.a().at());
        }
        if (difference.b() != null) {
            out.println("+ " + difference.path() + ": " + difference.b().value() + "  # "
                    + difference.b().at());
        }
    }
}
