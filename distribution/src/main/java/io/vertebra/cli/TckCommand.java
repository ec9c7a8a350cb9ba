package io.vertebra.cli;

import picocli.CommandLine.Command;

/** The verbs of the conformance kit. */
@Command(
        name = "tck",
        header = "Runs the conformance kit on plugins, and explains its rules.",
        synopsisSubcommandLabel = "VERB")
final class TckCommand extends Group {}
