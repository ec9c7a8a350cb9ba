package io.vertebra.tck.check;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.core.plugin.HostVersion;
import io.vertebra.core.plugin.LoadedPlugin;
import io.vertebra.core.plugin.LoadedPlugin.State;
import io.vertebra.core.plugin.PluginDescriptor;
import io.vertebra.core.plugin.PluginLoader;
import io.vertebra.core.plugin.PluginSet;
import io.vertebra.core.plugin.SharedPackages;
import io.vertebra.tck.check.LoadedUnit.Fault;
import io.vertebra.tck.subject.PluginSubject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** How a plugin is packed, and whether its provider comes out of the package. */
public final class PackageChecks implements Family<PluginSubject> {
    private static final Pattern NATIVE = Pattern.compile(".*\\.(so(\\.\\d+)*|dll|dylib|jnilib)");
    private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/\\d+/");
    private static final int SHOWN = 3;

    @Override
    public Class<PluginSubject> subject() {
        return PluginSubject.class;
    }

    @Override
    public Map<String, Check<PluginSubject>> checks() {
        return Map.of(
                "PLUGIN-01", PackageChecks::gives,
                "PLUGIN-02", (subject, bench) -> without(Fault.PROVIDER, subject, bench),
                "PLUGIN-03", (subject, bench) -> content(subject),
                "PLUGIN-04", (subject, bench) -> without(Fault.DESCRIPTOR, subject, bench),
                "PLUGIN-05", PackageChecks::versions);
    }

    private static Verdict without(Fault fault, PluginSubject subject, Bench bench) {
        try (LoadedUnit unit = LoadedUnit.of(subject, bench)) {
            return unit.unless(fault);
        }
    }

    private static Verdict gives(PluginSubject subject, Bench bench) {
        if (!subject.packaged()) {
            return unpackaged();
        }
        try (LoadedUnit unit = LoadedUnit.of(subject, bench)) {
            if (!unit.created()) {
                return unit.unless(Fault.PACKAGING);
            }
            ClassLoader loader = unit.loader();
            return loader == LoadedUnit.class.getClassLoader()
                    ? Verdict.fail("its provider is a class of the host")
                    : Verdict.pass();
        }
    }

    static Verdict unpackaged() {
        return Verdict.notApplicable("classes in a build; the packaged JAR is asked by tck run");
    }

    private static Verdict content(PluginSubject subject) throws IOException {
        if (!subject.packaged()) {
            return unpackaged();
        }
        if (!UnitEntries.readable(subject)) {
            return Verdict.untested("see PLUGIN-01");
        }
        List<String> found = new ArrayList<>();
        UnitEntries.visit(subject, (source, name, content) -> {
            String plain = VERSIONED.matcher(name).replaceFirst("");
            if (SharedPackages.holdResource(plain)) {
                found.add(plain + " in " + source.getFileName() + ", which comes from the host only");
            } else if (NATIVE.matcher(plain.toLowerCase(Locale.ROOT)).matches()) {
                found.add("the native library " + plain + " in " + source.getFileName());
            }
        });
        List<String> shown = found.subList(0, Math.min(SHOWN, found.size()));
        String more = found.size() > SHOWN ? " and " + (found.size() - SHOWN) + " more" : "";
        return found.isEmpty() ? Verdict.pass() : Verdict.fail("holds " + String.join("; ", shown) + more);
    }

    private static Verdict versions(PluginSubject subject, Bench bench) throws Exception {
        try (LoadedUnit unit = LoadedUnit.of(subject, bench)) {
            if (unit.fault() != Fault.NONE) {
                return unit.unless(Fault.VERSION);
            }
            if (!subject.packaged()) {
                return Verdict.pass();
            }
            PluginDescriptor descriptor = unit.plugin().descriptor().orElseThrow();
            for (String api : List.of(newer(descriptor.apiVersion()), older(descriptor.apiVersion()))) {
                refused(subject, descriptor, api);
            }
            return Verdict.pass();
        }
    }

    /** A host of the next major version. */
    private static String newer(String version) {
        int major = Integer.parseInt(version.split("\\.")[0]);
        return (major + 1) + ".0.0";
    }

    /** A host from before the plugin: one minor version, or before 1.0 none at all. */
    private static String older(String version) {
        String[] numbers = version.split("\\.");
        int major = Integer.parseInt(numbers[0]);
        int minor = Integer.parseInt(numbers[1].replaceAll("\\D.*", ""));
        return minor > 0 ? major + "." + (minor - 1) + ".0" : Math.max(0, major - 1) + ".0.0";
    }

    private static void refused(PluginSubject subject, PluginDescriptor descriptor, String api) {
        HostVersion real = HostVersion.current();
        HostVersion forged = new HostVersion(api, real.java(), real.djl());
        try (PluginSet set = new PluginLoader(forged).loadUnit(subject.unit())) {
            LoadedPlugin plugin = set.all().get(0);
            Broken.unless(plugin.state() == State.REJECTED, "is " + plugin.state() + " in a host of API " + api);
            boolean named = plugin.problems().stream()
                    .anyMatch(problem -> problem.code() == ErrorCode.PLUGIN_VERSION
                            && problem.text().contains(descriptor.apiVersion())
                            && problem.text().contains(api));
            Broken.unless(named, "a host of API " + api + " does not name both versions: " + plugin.problems());
        }
    }
}
