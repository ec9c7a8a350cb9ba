package io.vertebra.cli;

import picocli.CommandLine.Command;

/** The verbs on plugins. */
@Command(name = "plugins", header = "Lists, inspects, locks and begins plugins.", synopsisSubcommandLabel = "VERB")
final class PluginsCommand extends Group {}
