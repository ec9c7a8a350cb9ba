package io.vertebra.tck.check;

import io.vertebra.api.model.Component;
import io.vertebra.api.options.OptionsSchema;
import io.vertebra.tck.subject.PluginSubject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

/** What remains of listing a plugin: nothing. */
public final class DiscoveryChecks implements Family<PluginSubject> {
    @Override
    public Class<PluginSubject> subject() {
        return PluginSubject.class;
    }

    @Override
    public Map<String, Check<PluginSubject>> checks() {
        return Map.of("PLUGIN-07", DiscoveryChecks::listing);
    }

    /** What a plugin could change in its process. */
    private record Surroundings(Set<Thread> threads, ClassLoader context, List<Object> globals) {
        static Surroundings now() {
            List<Object> globals =
                    List.of(Locale.getDefault(), TimeZone.getDefault(), System.out, System.err, System.in);
            return new Surroundings(
                    new HashSet<>(Thread.getAllStackTraces().keySet()),
                    Thread.currentThread().getContextClassLoader(),
                    globals);
        }
    }

    private static Verdict listing(PluginSubject subject, Bench bench) {
        bench.manager().close(); // an engine changes properties when it starts
        TimeZone.getDefault(); // Java writes user.timezone when it is first asked, which reading an archive does
        WatchedProperties properties = WatchedProperties.install();
        Surroundings before = Surroundings.now();
        List<LoadedUnit> loaded = new ArrayList<>();
        try {
            MadeArrays made = MadeArrays.during(() -> {
                LoadedUnit unit = LoadedUnit.of(subject, bench);
                loaded.add(unit);
                unit.components().forEach(DiscoveryChecks::read);
            });
            LoadedUnit unit = loaded.get(0);
            if (unit.fault() != LoadedUnit.Fault.NONE) {
                return unit.unless(LoadedUnit.Fault.NONE);
            }
            Set<String> written = properties.written();
            Broken.unless(written.isEmpty(), "changes the system properties " + written);
            compare(before, Surroundings.now(), unit.loader());
            int arrays = made.arrays().size();
            Broken.unless(arrays == 0, "makes " + arrays + " arrays while it is listed");
            return made.seen() ? Verdict.pass() : Verdict.partial("this DJL does not tell of arrays");
        } finally {
            properties.uninstall();
            loaded.forEach(LoadedUnit::close);
        }
    }

    private static <O extends Record> void read(Component<O> component) {
        O defaults = component.defaults();
        component.tiny();
        component.variants();
        OptionsSchema.of(defaults).options();
    }

    private static void compare(Surroundings before, Surroundings after, ClassLoader plugin) {
        List<String> threads = after.threads().stream()
                .filter(thread -> !before.threads().contains(thread) && belongs(thread, plugin))
                .map(Thread::getName)
                .sorted()
                .toList();
        Broken.unless(threads.isEmpty(), "starts threads while it is listed: " + threads);
        Broken.unless(before.context() == after.context(), "leaves another context class loader behind");
        Broken.unless(
                before.globals().equals(after.globals()),
                "changes the default locale, the time zone or a standard stream");
    }

    /** Other threads of the process come and go; those of a plugin have its loader. */
    static boolean belongs(Thread thread, ClassLoader plugin) {
        boolean isolated = plugin != DiscoveryChecks.class.getClassLoader();
        return isolated
                && (thread.getContextClassLoader() == plugin
                        || thread.getClass().getClassLoader() == plugin);
    }
}
