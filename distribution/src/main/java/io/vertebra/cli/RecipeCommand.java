package io.vertebra.cli;

import picocli.CommandLine.Command;

/** The verbs on recipes. */
@Command(name = "recipe", header = "Starts, checks, shows and compares recipes.", synopsisSubcommandLabel = "VERB")
final class RecipeCommand extends Group {}
