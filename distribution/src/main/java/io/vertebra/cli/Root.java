package io.vertebra.cli;

import io.vertebra.core.Vertebra;
import io.vertebra.core.weights.Surroundings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command without a verb: options that all verbs have. */
@Command(
        name = "vertebra",
        versionProvider = Versions.class,
        synopsisSubcommandLabel = "VERB",
        header = "Vision models on the JVM, put together from plugins by recipes.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ok",
            "1:judged not ok (parity, recipe check, recipe diff, doctor)",
            "2:wrong usage",
            "3:an input cannot be read, or a model cannot be loaded",
            "4:internal error"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  vertebra predict face-detector photo.jpg",
            "  vertebra predict face-detector photos/ --out results",
            "  vertebra models list"
        })
final class Root extends Group {
    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder with plugins, instead of the one that comes with Vertebra.")
    private @Nullable Path plugins;

    @Option(
            names = "--network",
            scope = ScopeType.INHERIT,
            description = "Lets recipes fetch weights from https: and hf: addresses.")
    private boolean network;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this help.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the versions of Vertebra, its engine and Java.")
    private boolean version;

    private final Terminal terminal;

    Root(Terminal terminal) {
        this.terminal = terminal;
    }

    Terminal terminal() {
        return terminal;
    }

    /** The plugins; the caller closes them. Those that were refused are counted on standard error. */
    Vertebra open() {
        Vertebra vertebra = openQuietly();
        long refused = vertebra.plugins().stream()
                .filter(plugin -> !plugin.problems().isEmpty())
                .count();
        if (refused > 0) {
            terminal.err()
                    .println("warning: " + Words.count(refused, "plugin")
                            + " not used; `vertebra plugins list` says why");
        }
        return vertebra;
    }

    /** The same for verbs that show refused plugins themselves. */
    Vertebra openQuietly() {
        if (network) {
            System.setProperty(Surroundings.NETWORK, "true");
        }
        return plugins == null ? Vertebra.open() : Vertebra.open(plugins);
    }
}
