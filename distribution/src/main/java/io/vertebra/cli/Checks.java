package io.vertebra.cli;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import io.vertebra.core.Vertebra;
import io.vertebra.core.image.PhotoReader;
import io.vertebra.core.plugin.LoadedPlugin;
import io.vertebra.core.runtime.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at everything that Vertebra needs from its surroundings. */
final class Checks {
    private static final long MEBI = 1024 * 1024;
    private static final long LEAST_HEAP = 512 * MEBI;
    /** Without the prefixes and extensions that each platform has. */
    private static final List<String> LIBRARIES = List.of("c10", "torch", "torch_cpu", "djl_torch");

    private static final String LAUNCHER = "start through bin/vertebra";

    private Checks() {}

    static Check java() {
        return Check.ok("java", Versions.java() + ", " + System.getProperty("java.home"));
    }

    static Check platform() {
        return Check.ok(
                "platform",
                Versions.platform() + ", " + Words.count(Runtime.getRuntime().availableProcessors(), "processor"));
    }

    static Check memory() {
        long heap = Runtime.getRuntime().maxMemory();
        String detail = "the Java heap may grow to " + heap / MEBI + " MiB";
        return heap < LEAST_HEAP
                ? Check.warn("memory", detail, "large photos need more: VERTEBRA_OPTS=-Xmx1g")
                : Check.ok("memory", detail);
    }

    static Check home() {
        String home = System.getProperty(Vertebra.HOME);
        if (home == null) {
            return Check.warn("home", "-D" + Vertebra.HOME + " is not set", LAUNCHER);
        }
        return Files.isDirectory(Path.of(home, "lib"))
                ? Check.ok("home", home)
                : Check.fail("home", home + " has no folder lib", "unpack the distribution again");
    }

    static Check plugins(Root root) {
        try (Vertebra vertebra = root.openQuietly()) {
            List<LoadedPlugin> refused =
                    vertebra.plugins().stream().filter(LoadedPlugin::broken).toList();
            long loaded = vertebra.plugins().stream()
                    .filter(plugin -> plugin.state() == LoadedPlugin.State.LOADED)
                    .count();
            String detail = loaded + " loaded, " + refused.size() + " not used";
            if (!refused.isEmpty()) {
                String names = refused.stream().map(LoadedPlugin::name).collect(Collectors.joining(", "));
                return Check.fail("plugins", detail + ": " + names, "`vertebra plugins list` says why");
            }
            return loaded == 0
                    ? Check.fail("plugins", detail, "put plugins into the folder plugins, or use --plugins")
                    : Check.ok("plugins", detail);
        } catch (LoadException e) {
            return failed("plugins", e);
        }
    }

    static Check natives(@Nullable String folder) {
        if (folder == null) {
            return Check.warn("natives", "PYTORCH_LIBRARY_PATH is not set", LAUNCHER);
        }
        Path natives = Path.of(folder);
        if (!Files.isDirectory(natives)) {
            return Check.fail("natives", folder + " is no folder", "unset PYTORCH_LIBRARY_PATH and " + LAUNCHER);
        }
        String missing = LIBRARIES.stream()
                .map(System::mapLibraryName)
                .filter(name -> !Files.isReadable(natives.resolve(name)))
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? Check.ok("natives", folder)
                : Check.fail("natives", folder + " misses " + missing, "unpack the distribution again");
    }

    static Check images() {
        try {
            return Check.ok("images", PhotoReader.describe());
        } catch (VertebraException e) {
            return failed("images", e);
        }
    }

    static Check engine() {
        try {
            return Check.ok("engine", Engines.describe());
        } catch (LoadException e) {
            return failed("engine", e);
        }
    }

    static Check temporary() {
        Path folder = Path.of(System.getProperty("java.io.tmpdir"));
        try {
            Files.delete(Files.createTempFile(folder, "vertebra", ".tmp"));
            return Check.ok("temporary", folder.toString());
        } catch (IOException e) {
            return Check.warn(
                    "temporary",
                    folder + " cannot be written",
                    "set VERTEBRA_OPTS=-Djava.io.tmpdir=DIR with a folder that can be written");
        }
    }

    private static Check failed(String name, VertebraException e) {
        Problem first = e.problems().get(0);
        String detail = Stream.of(first.message(), first.received())
                .filter(s -> s != null)
                .collect(Collectors.joining(": "));
        return Check.fail(name, detail, first.fix() == null ? "" : first.fix());
    }
}
