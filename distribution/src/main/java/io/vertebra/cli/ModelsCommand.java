package io.vertebra.cli;

import picocli.CommandLine.Command;

/** The verbs on models. */
@Command(name = "models", header = "Lists models and shows what is in one.", synopsisSubcommandLabel = "VERB")
final class ModelsCommand extends Group {}
