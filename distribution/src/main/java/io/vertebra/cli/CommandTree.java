package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** All commands, put together. */
final class CommandTree {
    private CommandTree() {}

    /** Runs one command; whatever happens becomes a message and an exit code. */
    static int run(Terminal terminal, String... args) {
        Failures failures = new Failures(terminal);
        try {
            requireText(args);
            CommandLine line = of(terminal)
                    .setExecutionExceptionHandler((e, command, parsed) -> failures.report(e))
                    .setParameterExceptionHandler((e, given) -> failures.usage(e));
            int code = line.execute(args);
            terminal.requireWritten();
            return code;
        } catch (Exception | Error e) {
            return failures.report(e);
        }
    }

    /** An empty argument comes from an empty variable of a script; as a path it would mean the current folder. */
    private static void requireText(String... args) {
        for (String argument : args) {
            if (argument.isEmpty() || argument.startsWith("--") && argument.endsWith("=")) {
                throw new UsageException(Problem.of(ErrorCode.USAGE, "an argument must not be empty")
                        .received(String.join(" ", args))
                        .fix("leave the argument out, or give its value"));
            }
        }
    }

    static CommandLine of(Terminal terminal) {
        Root root = new Root(terminal);
        CommandLine models = new CommandLine(new ModelsCommand())
                .addSubcommand(new ModelsListCommand(root))
                .addSubcommand(new ModelsShowCommand(root));
        CommandLine recipe = new CommandLine(new RecipeCommand())
                .addSubcommand(new RecipeNewCommand(root))
                .addSubcommand(new RecipeCheckCommand(root))
                .addSubcommand(new RecipeShowCommand(root))
                .addSubcommand(new RecipeDiffCommand(root))
                .addSubcommand(new RecipeSchemaCommand(root));
        CommandLine plugins = new CommandLine(new PluginsCommand())
                .addSubcommand(new PluginsListCommand(root))
                .addSubcommand(new PluginsInspectCommand(root))
                .addSubcommand(new PluginsLockCommand(root))
                .addSubcommand(new PluginsVerifyCommand(root))
                .addSubcommand(PluginsSwitchCommand.enable(root))
                .addSubcommand(PluginsSwitchCommand.disable(root));
        CommandLine weights = new CommandLine(new WeightsCommand())
                .addSubcommand(new WeightsInspectCommand(root))
                .addSubcommand(new WeightsConvertCommand(root));
        CommandLine tck = new CommandLine(new TckCommand())
                .addSubcommand(new TckRunCommand(root))
                .addSubcommand(new TckRulesCommand(root))
                .addSubcommand(new TckExplainCommand(root));
        return new CommandLine(root)
                .addSubcommand(new PredictCommand(root))
                .addSubcommand(models)
                .addSubcommand(recipe)
                .addSubcommand(plugins)
                .addSubcommand(weights)
                .addSubcommand(tck)
                .addSubcommand(new ParityCommand(root))
                .addSubcommand(new DoctorCommand(root))
                .addSubcommand(new HelpVerb())
                .setOut(terminal.out())
                .setErr(new PrintWriter(terminal.err(), true))
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Terminal.COLUMNS)
                .setCaseInsensitiveEnumValuesAllowed(true);
    }
}
