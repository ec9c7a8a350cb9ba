package io.vertebra.cli;

import picocli.CommandLine.Command;

/** The verbs on plugins. */
@Command(name = "plugins", header = "Lists, inspects and locks plugins.", synopsisSubcommandLabel = "VERB")
final class PluginsCommand extends Group {}
