package io.vertebra.core.plugin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.plugin.VisionPlugin;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Walks through a service loader so that a broken entry costs only itself. */
final class Providers {
    private Providers() {}

    /**
     * What a loader names.
     *
     * @param providers not created yet
     * @param failures what was thrown for the others
     */
    record Found(List<ServiceLoader.Provider<VisionPlugin>> providers, List<Throwable> failures) {}

    /**
     * Looks up to {@code most} entries of the service files of this loader.
     *
     * @param most more entries than this are a defect of the file
     */
    static Found find(ClassLoader loader, int most) {
        List<ServiceLoader.Provider<VisionPlugin>> providers = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        Iterator<ServiceLoader.Provider<VisionPlugin>> entries =
                ServiceLoader.load(VisionPlugin.class, loader).stream().iterator();
        while (providers.size() + failures.size() < most) {
            try {
                if (!entries.hasNext()) {
                    break;
                }
                providers.add(entries.next());
            } catch (ServiceConfigurationError e) {
                failures.add(e);
            } catch (LinkageError | RuntimeException e) {
                // A class that cannot be defined: the service loader lets this through and can go on.
                failures.add(e);
            }
        }
        return new Found(providers, failures);
    }

    /**
     * The only provider of a plugin.
     *
     * @throws LoadException when there is none or more than one, or when it cannot be created
     */
    static VisionPlugin single(Found found, String builtAgainst, Location at) {
        List<Problem> problems = new ArrayList<>();
        found.failures().forEach(failure -> problems.add(Blame.discovery(failure, builtAgainst, at)));
        if (found.providers().size() > 1) {
            List<String> names = found.providers().stream()
                    .map(provider -> provider.type().getName())
                    .toList();
            problems.add(Problem.of(ErrorCode.PLUGIN_PROVIDER, "a plugin has one provider")
                    .at(at)
                    .received(String.join(", ", names))
                    .fix("leave one in the service file, or make a plugin for each"));
        } else if (found.providers().isEmpty() && problems.isEmpty()) {
            problems.add(Problem.of(ErrorCode.PLUGIN_PROVIDER, "a plugin names its provider in a service file")
                    .at(at)
                    .received("no class in " + Blame.SERVICE_FILE)
                    .fix("write the full name of the class that implements VisionPlugin into that file"));
        }
        if (!problems.isEmpty()) {
            throw new LoadException(
                    problems, found.failures().stream().findFirst().orElse(null));
        }
        return create(found.providers().get(0), builtAgainst, at);
    }

    private static VisionPlugin create(
            ServiceLoader.Provider<VisionPlugin> provider, String builtAgainst, Location at) {
        try {
            return provider.get();
        } catch (ServiceConfigurationError e) {
            throw new LoadException(List.of(Blame.discovery(e, builtAgainst, at)), e);
        } catch (LinkageError | RuntimeException e) {
            throw new LoadException(List.of(Blame.discovery(e, builtAgainst, at)), e);
        }
    }
}
