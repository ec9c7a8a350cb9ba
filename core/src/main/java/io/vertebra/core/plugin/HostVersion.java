package io.vertebra.core.plugin;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * What plugins run on.
 *
 * @param api version of the API
 * @param java feature version of the Java runtime
 * @param djl version of DJL
 */
public record HostVersion(String api, int java, String djl) {
    private static final String RESOURCE = "version.properties";

    /**
     * A host with these versions.
     *
     * @throws VertebraException ({@link ErrorCode#INTERNAL}) when one of them is no version: a host without a version would
     *     silently switch the checks off
     */
    public HostVersion {
        if (Version.parse(api).isEmpty() || Version.parse(djl).isEmpty()) {
            throw new VertebraException(
                    Problem.of(ErrorCode.INTERNAL, "the build states the versions of the API and of DJL")
                            .received("api " + api + ", djl " + djl));
        }
    }

    /** This build on this runtime. */
    public static HostVersion current() {
        Properties properties = new Properties();
        try (InputStream stream = HostVersion.class.getResourceAsStream(RESOURCE)) {
            if (stream != null) {
                properties.load(stream);
            }
        } catch (IOException e) {
            throw new VertebraException(
                    List.of(Problem.of(ErrorCode.INTERNAL, RESOURCE + " of Vertebra can be read")), e);
        }
        return new HostVersion(
                properties.getProperty("api.version", ""),
                Runtime.version().feature(),
                properties.getProperty("djl.version", ""));
    }

    /** What keeps the plugin from running here; empty when nothing does. The descriptor's versions are well-formed. */
    List<Problem> check(PluginDescriptor plugin, Location at) {
        List<Problem> problems = new ArrayList<>();
        if (!number(api).runs(number(plugin.apiVersion()))) {
            problems.add(problem(
                    "a plugin is built against API " + accepted(), "api.version " + plugin.apiVersion(), plugin));
        }
        if (plugin.javaVersion() > java) {
            problems.add(
                    Problem.of(ErrorCode.PLUGIN_VERSION, "a plugin needs no newer Java than the one that runs, " + java)
                            .received(plugin.label() + ", java.version " + plugin.javaVersion())
                            .fix("run with Java " + plugin.javaVersion() + " or newer"));
        }
        if (!number(djl).sameMinor(number(plugin.djlVersion()))) {
            Version host = number(djl);
            String line = host.major() + "." + host.minor();
            problems.add(
                    problem("a plugin is built against DJL " + line, "djl.version " + plugin.djlVersion(), plugin));
        }
        return problems.stream().map(problem -> problem.at(at)).toList();
    }

    private static Problem problem(String rule, String received, PluginDescriptor plugin) {
        return Problem.of(ErrorCode.PLUGIN_VERSION, rule)
                .received(plugin.label() + ", " + received)
                .fix("install a version of " + plugin.id() + " that was built for this Vertebra");
    }

    private String accepted() {
        Version host = number(api);
        String from = host.major() == 0 ? "0." + host.minor() : host.major() + ".0";
        return from + " to " + host.major() + "." + host.minor() + "." + host.patch();
    }

    private static Version number(String text) {
        return Version.parse(text).orElseThrow();
    }
}
