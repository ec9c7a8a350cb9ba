package io.vertebra.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The help of a verb. picocli's own help command states the option that all our commands inherit once more. */
@Command(
        name = "help",
        header = "Shows the help of a verb.",
        footerHeading = "%nExamples:%n",
        footer = {"  vertebra help predict", "  vertebra help models list"})
final class HelpVerb implements Runnable {
    @Parameters(arity = "0..*", paramLabel = "VERB", description = "A verb, in one or two words.")
    private List<String> verbs = List.of();

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine command = spec.root().commandLine();
        for (String verb : verbs) {
            CommandLine next = command.getSubcommands().get(verb);
            if (next == null) {
                throw new UnmatchedArgumentException(command, List.of(verb));
            }
            command = next;
        }
        command.usage(command.getOut());
    }
}
