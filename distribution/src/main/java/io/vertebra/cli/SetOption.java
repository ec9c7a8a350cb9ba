package io.vertebra.cli;

import io.vertebra.core.recipe.Settings;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option with which a call replaces values of a recipe. */
final class SetOption {
    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = {
                "Replaces a value of the recipe, such as head.classes=3, neck.0.channels=128 or 'input.size=[320, 480]'.",
                "The value is YAML; may be given several times."
            })
    private List<String> assignments = List.of();

    /** By path; all wrong ones are told at once. */
    Map<String, Object> values() {
        return Settings.parse(assignments);
    }
}
