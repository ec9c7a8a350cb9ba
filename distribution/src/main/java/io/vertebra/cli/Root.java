package io.vertebra.cli;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.UsageException;
import io.vertebra.core.Vertebra;
import io.vertebra.core.plugin.LoadedPlugin;
import io.vertebra.core.weights.Surroundings;
import java.nio.file.Path;
import java.util.List;
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
            "1:judged not ok (parity, tck, recipe check or diff, plugins verify, doctor)",
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
            names = "--require",
            paramLabel = "ID",
            split = ",",
            scope = ScopeType.INHERIT,
            description = "Plugins without which nothing is done; several with commas.")
    private List<String> required = List.of();

    @Option(
            names = "--strict",
            scope = ScopeType.INHERIT,
            description = "Does nothing when any plugin is broken, instead of going on without it.")
    private boolean strict;

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
        try {
            checkPlugins(vertebra);
        } catch (RuntimeException | Error e) {
            vertebra.close();
            throw e;
        }
        return vertebra;
    }

    private void checkPlugins(Vertebra vertebra) {
        vertebra.require(required);
        if (strict && !vertebra.problems().isEmpty()) {
            throw new LoadException(vertebra.problems(), null);
        }
        long refused = vertebra.plugins().stream().filter(LoadedPlugin::broken).count();
        if (refused > 0) {
            terminal.err()
                    .println("warning: " + Words.count(refused, "plugin")
                            + " not used; `vertebra plugins list` says why");
        }
    }

    /** Where the plugins of this call lie. */
    Path pluginsFolder() {
        if (plugins != null) {
            return plugins;
        }
        String home = System.getProperty(Vertebra.HOME);
        if (home == null) {
            throw new UsageException(Problem.of(ErrorCode.USAGE, "outside of a distribution the folder must be named")
                    .received("no --plugins")
                    .fix("--plugins DIR"));
        }
        return Path.of(home, "plugins");
    }

    /** The same for verbs that show refused plugins themselves. */
    Vertebra openQuietly() {
        if (network) {
            System.setProperty(Surroundings.NETWORK, "true");
        }
        return plugins == null ? Vertebra.open() : Vertebra.open(plugins);
    }
}
