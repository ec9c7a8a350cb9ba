package io.vertebra.tck;

import ai.djl.ndarray.NDManager;
import io.vertebra.core.plugin.HostVersion;
import io.vertebra.core.plugin.LoadedPlugin;
import io.vertebra.core.plugin.PluginDescriptor;
import io.vertebra.core.plugin.PluginLoader;
import io.vertebra.core.plugin.PluginUnit;
import io.vertebra.core.plugin.UnitDigest;
import io.vertebra.core.weights.Sha256;
import io.vertebra.tck.check.Bench;
import io.vertebra.tck.report.TckReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** What a report says about the run itself. */
public final class Headers {
    private static final String MATRIX = "kill-matrix.txt";

    private Headers() {}

    static TckReport.Header of(TckRequest request, LoadedPlugin plugin, String engine) {
        return of(request, plugin.name(), plugin.descriptor(), sha256(request), engine);
    }

    /** For a unit that was not loaded, with an engine that was not seen; nothing of it runs. */
    public static TckReport.Header unopened(TckRequest request) {
        PluginUnit unit = new PluginLoader().inspect(request.unit());
        return of(request, unit.id(), unit.descriptor(), unit.sha256().orElse(""), "");
    }

    private static TckReport.Header of(
            TckRequest request, String id, Optional<PluginDescriptor> descriptor, String sha256, String engine) {
        return new TckReport.Header(
                id,
                descriptor.map(PluginDescriptor::version).orElse(""),
                sha256,
                HostVersion.current().api(),
                engine,
                property("java.version") + ", " + property("java.vendor"),
                property("os.name") + " " + property("os.version") + ", " + property("os.arch"),
                request.bench().device(),
                request.bench().seed(),
                killMatrix());
    }

    /** Name and version; starts the engine. */
    static String engine(Bench bench) {
        try (NDManager manager = bench.manager()) {
            return manager.getEngine().getEngineName() + " "
                    + manager.getEngine().getVersion();
        }
    }

    private static String sha256(TckRequest request) {
        if (Files.isRegularFile(request.unit())) {
            return UnitDigest.of(List.of(request.unit()));
        }
        // A folder of classes is no unit that a user could have.
        return request.provider() == null
                ? new PluginLoader().inspect(request.unit()).sha256().orElse("")
                : "";
    }

    private static String property(String name) {
        return System.getProperty(name, "");
    }

    private static String killMatrix() {
        try (InputStream matrix = Headers.class.getResourceAsStream(MATRIX)) {
            return matrix == null ? "" : Sha256.ofText(new String(matrix.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(MATRIX + " of the kit", e);
        }
    }
}
