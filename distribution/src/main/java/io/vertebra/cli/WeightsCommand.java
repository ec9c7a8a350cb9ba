package io.vertebra.cli;

import picocli.CommandLine.Command;

/** The verbs on weights files. */
@Command(name = "weights", header = "Looks into weights files and converts them.", synopsisSubcommandLabel = "VERB")
final class WeightsCommand extends Group {}
