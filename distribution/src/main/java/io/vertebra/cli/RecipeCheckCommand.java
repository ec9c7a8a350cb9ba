package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.core.Vertebra;
import io.vertebra.core.assembly.Blueprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks recipe files. */
@Command(
        name = "check",
        header = "Checks recipes: names, options, and whether the parts fit at the real size.",
        description = {
            "All problems of a file are shown at once. Weights files are not read.",
            "The exit code is 1 when a recipe has a problem, 3 when a file cannot be read."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  vertebra recipe check my-model.yaml", "  vertebra recipe check recipes/*.yaml --json"})
final class RecipeCheckCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Recipe files that end in .yaml or .yml.")
    private List<String> files;

    @Option(names = "--json", description = "Prints one JSON document (vertebra-check/1).")
    private boolean json;

    @Mixin
    private final SetOption set = new SetOption();

    private final Root root;

    RecipeCheckCommand(Root root) {
        this.root = root;
    }

    /** One recipe; name and sizes only when it is ok. */
    private record Verdict(
            String file,
            boolean ok,
            @Nullable String name,
            long parameters,
            long multiplyAdds,
            List<ProblemForm> problems) {}

    private record Document(String schema, List<Verdict> recipes) {}

    @Override
    public Integer call() {
        files.forEach(RecipeCheckCommand::requireRecipe);
        Map<String, Object> values = set.values();
        List<Verdict> verdicts = new ArrayList<>();
        List<Problem> all = new ArrayList<>();
        try (Vertebra vertebra = root.open()) {
            for (String file : files) {
                try {
                    verdicts.add(good(file, vertebra.blueprint(vertebra.recipe(file, values))));
                } catch (LoadException e) {
                    verdicts.add(bad(file, e.problems()));
                    all.addAll(e.problems());
                }
            }
        }
        if (json) {
            root.terminal().printJson(new Document("vertebra-check/1", verdicts));
        }
        boolean unread = all.stream().anyMatch(problem -> problem.code() == ErrorCode.RECIPE_UNREADABLE);
        return unread ? ExitCode.INPUT : all.isEmpty() ? ExitCode.OK : ExitCode.JUDGED_NOT_OK;
    }

    private static void requireRecipe(String file) {
        if (!file.endsWith(".yaml") && !file.endsWith(".yml")) {
            throw new UsageException(Problem.of(ErrorCode.USAGE, "a recipe file ends in .yaml or .yml")
                    .at(Location.of(file))
                    .fix("name a recipe file; `vertebra models show` describes a model by its name"));
        }
    }

    private Verdict good(String file, Blueprint blueprint) {
        String name = blueprint.recipe().name();
        if (!json) {
            root.terminal()
                    .out()
                    .println(file + ": ok: " + name + ", " + Words.brief(blueprint.trainableSize()) + " parameters, "
                            + Words.brief(blueprint.multiplyAdds()) + " multiply-adds");
        }
        return new Verdict(file, true, name, blueprint.trainableSize(), blueprint.multiplyAdds(), List.of());
    }

    private Verdict bad(String file, List<Problem> problems) {
        if (!json) {
            problems.forEach(problem -> root.terminal().out().println(problem.text()));
            root.terminal().out().println(file + ": " + Words.count(problems.size(), "problem"));
        }
        return new Verdict(
                file, false, null, 0, 0, problems.stream().map(ProblemForm::of).toList());
    }
}
