package io.vertebra.core.weights;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the process says about the network and the cache folder: system properties first, then the environment. */
public final class Surroundings {
    /** The system property that allows the network, with the value {@code true}. */
    public static final String NETWORK = "vertebra.network";
    /** The system property that names the cache folder. */
    public static final String CACHE = "vertebra.cache";

    private static final String NETWORK_VARIABLE = "VERTEBRA_NETWORK";
    private static final String CACHE_VARIABLE = "VERTEBRA_CACHE";

    private final UnaryOperator<@Nullable String> properties;
    private final UnaryOperator<@Nullable String> environment;

    Surroundings(UnaryOperator<@Nullable String> properties, UnaryOperator<@Nullable String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** Those of this process. */
    static Surroundings system() {
        return new Surroundings(System::getProperty, System::getenv);
    }

    /** Whether somebody allowed the network in so many words. */
    boolean networkAllowed() {
        String told = stated(NETWORK, NETWORK_VARIABLE).orElse("");
        return told.equals("1") || told.equalsIgnoreCase("true");
    }

    /** The cache folder; it need not exist. */
    Path cache() {
        return stated(CACHE, CACHE_VARIABLE).map(Path::of).orElseGet(this::usual);
    }

    /** Where each platform expects caches. */
    private Path usual() {
        String system = String.valueOf(properties.apply("os.name")).toLowerCase(Locale.ROOT);
        Path home = Path.of(String.valueOf(properties.apply("user.home")));
        if (system.startsWith("windows")) {
            return variable("LOCALAPPDATA")
                    .map(Path::of)
                    .orElse(home.resolve("AppData/Local"))
                    .resolve("vertebra/cache");
        }
        if (system.startsWith("mac")) {
            return home.resolve("Library/Caches/vertebra");
        }
        return variable("XDG_CACHE_HOME")
                .map(Path::of)
                .orElse(home.resolve(".cache"))
                .resolve("vertebra");
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.apply(name)).filter(text -> !text.isBlank());
    }

    private Optional<String> stated(String property, String variable) {
        return Stream.of(Optional.ofNullable(properties.apply(property)), variable(variable))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
