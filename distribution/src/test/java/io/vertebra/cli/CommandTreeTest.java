package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class CommandTreeTest {
    private final Screen screen = new Screen();

    private int run(String... arguments) {
        return CommandTree.run(screen.terminal(), arguments);
    }

    @Test
    void aWordNearAVerbIsSuggested() {
        assertThat(run("modles", "list")).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err())
                .isEqualTo("Unmatched arguments from index 0: 'modles', 'list' [U-001]\n"
                        + "    fix: Did you mean: vertebra models?; `vertebra --help` shows the usage\n");
        assertThat(screen.out()).isEmpty();
    }

    @Test
    void aMissingVerbIsToldWithThoseThatThereAre() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(run("models")).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err()).isEqualTo("""
                        a verb is missing: one of predict, models, recipe, plugins, weights, tck, parity, doctor, help [U-001]
                            fix: `vertebra --help` shows the usage
                        a verb is missing: one of list, show [U-001]
                            fix: `vertebra models --help` shows the usage
                        """);
    }

    @Test
    void missingArgumentsAreTold() {
        assertThat(run("predict", "face-detector")).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err())
                .isEqualTo("Missing required parameter: 'IMAGE' [U-001]\n"
                        + "    fix: `vertebra predict --help` shows the usage\n");
    }

    @Test
    void anEmptyArgumentIsNotTheCurrentFolder() {
        assertThat(run("predict", "face-detector", "photo.jpg", "--out", "")).isEqualTo(ExitCode.USAGE);
        assertThat(run("predict", "face-detector", "")).isEqualTo(ExitCode.USAGE);
        assertThat(run("models", "list", "--plugins=")).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err()).startsWith("""
                an argument must not be empty [U-001]
                    received: predict face-detector photo.jpg --out\s
                    fix: leave the argument out, or give its value
                """);
        assertThat(screen.out()).isEmpty();
    }

    @Test
    void aRecipeToCheckIsAFile() {
        assertThat(run("recipe", "check", "resnet50")).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err())
                .isEqualTo("resnet50: a recipe file ends in .yaml or .yml [U-001]\n"
                        + "    fix: name a recipe file; `vertebra models show` describes a model by its name\n");
    }

    @Test
    void wrongSettingsAreToldBeforeAnythingIsOpened() {
        assertThat(run("predict", "no-model", "no-image.png", "--set", "head", "--set", "a=[1"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(screen.err()).isEqualTo("""
                --set a:1:3: a recipe is well-formed YAML [R-002]
                    received: expected ',' or ']', but got <stream end> in: [1
                    fix: an end for what starts at line 1, column 1
                --set head: a value is set as PATH=VALUE [U-001]
                    received: head
                    fix: head.classes=3
                """);
    }

    @Test
    void aStarterNeedsPartsForItsTask() {
        assertThat(run("recipe", "new", "detektion")).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err()).isEqualTo("""
                no plugin provides this task [R-106]
                    received: detektion
                    fix: did you mean detection?
                """);
    }

    @Test
    void anUnknownRuntimeIsWrongUsage() {
        assertThat(run("parity", "x.json", "--runtime", "warp")).isEqualTo(ExitCode.USAGE);
        assertThat(screen.err()).contains("'--runtime'", "'warp'").doesNotContain("\tat ");
    }

    @Test
    void theVersionNamesEngineAndJava() {
        assertThat(run("--version")).isEqualTo(ExitCode.OK);
        assertThat(screen.out().lines().toList())
                .hasSize(4)
                .first()
                .asString()
                .matches("vertebra \\d+\\.\\d+\\.\\d+.*");
        assertThat(screen.out())
                .contains("DJL      0.", "PyTorch  2.", "Java     " + System.getProperty("java.version"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "predict",
                "models list",
                "models show",
                "recipe new",
                "recipe check",
                "recipe show",
                "recipe diff",
                "recipe schema",
                "plugins list",
                "plugins inspect",
                "plugins lock",
                "plugins verify",
                "plugins enable",
                "plugins disable",
                "weights inspect",
                "weights convert",
                "tck run",
                "tck rules",
                "tck explain",
                "parity",
                "doctor",
                "help"
            })
    void eachVerbHasHelpWithExamplesThatFitsTheScreen(String verb) {
        String[] words = (verb + " --help").split(" ");
        assertThat(run(words)).isEqualTo(ExitCode.OK);
        String help = screen.out();
        assertThat(help).contains("Usage: vertebra " + verb + " ", "Examples:\n  vertebra " + verb, "--plugins");
        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Terminal.COLUMNS));
    }

    @Test
    void helpIsAVerbToo() {
        assertThat(run("help", "predict")).isEqualTo(ExitCode.OK);
        assertThat(screen.out()).contains("Usage: vertebra predict ");
    }

    @Test
    void theRootSaysWhatExitCodesMean() {
        assertThat(run("--help")).isEqualTo(ExitCode.OK);
        assertThat(screen.out()).contains("""
                        Exit codes:
                          0   ok
                          1   judged not ok (parity, tck, recipe check or diff, plugins verify, doctor)
                          2   wrong usage
                          3   an input cannot be read, or a model cannot be loaded
                          4   internal error
                        """);
    }

    @Test
    void everyVerbIsReachable() {
        CommandLine line = CommandTree.of(screen.terminal());
        assertThat(line.getSubcommands().keySet())
                .containsExactlyElementsOf(List.of(
                        "predict", "models", "recipe", "plugins", "weights", "tck", "parity", "doctor", "help"));
    }
}
