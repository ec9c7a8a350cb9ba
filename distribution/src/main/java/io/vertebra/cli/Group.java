package io.vertebra.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing without a verb. */
abstract sealed class Group implements Runnable
        permits Root, ModelsCommand, RecipeCommand, PluginsCommand, WeightsCommand, TckCommand {
    @Spec
    private CommandSpec spec;

    @Override
    public final void run() {
        String verbs = String.join(", ", spec.subcommands().keySet());
        throw new ParameterException(spec.commandLine(), "a verb is missing: one of " + verbs);
    }
}
