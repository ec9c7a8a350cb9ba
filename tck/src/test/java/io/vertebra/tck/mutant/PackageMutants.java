package io.vertebra.tck.mutant;

import io.vertebra.tck.subject.PluginSubject;
import io.vertebra.tck.subject.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** JARs with one thing wrong in how they are packed, named and listed. */
final class PackageMutants {
    private static final String PLUGIN = PluginJar.SAMPLE;
    private static final String BACKBONE = "sample.SampleBackbone";
    private static final String CONSTRUCTOR = "public SamplePlugin() {}";
    private static final String DEFAULTS = "return DEFAULTS;";

    private PackageMutants() {}

    static Mutant mutant(String rule, String name, PluginJar jar, String message, String... collateral) {
        return Mutant.of(rule, name, once(jar::subject), message, collateral);
    }

    /** Compiling takes longer than checking. */
    private static Supplier<Subject> once(Supplier<Subject> made) {
        return new Supplier<>() {
            private Subject subject;

            @Override
            public synchronized Subject get() {
                if (subject == null) {
                    subject = made.get();
                }
                return subject;
            }
        };
    }

    /** Unusual and right: dots in names, an own licence, a private library, a thread that ends, talk of the host. */
    static PluginJar odd() {
        return PluginJar.sample()
                .key("id", "odd-2x")
                .key("license", "(MIT OR LicenseRef-Odd) AND Apache-2.0")
                .key("provides", "backbone:odd1.5-x, backbone:9-odd, neck:sample-neck, attention:sample-attention")
                .edit(BACKBONE, "\"sample-backbone\"", "\"odd1.5-x\"")
                .edit(BACKBONE, "sample-backbone-wide", "9-odd")
                .edit(
                        BACKBONE,
                        "return new Net(options.width());",
                        "Thread helper = new Thread(() -> {}); helper.start();"
                                + " try { helper.join(); } catch (InterruptedException e) { throw new IllegalStateException(e); }"
                                + " context.logger().info(\"made for io.vertebra.core and java.net.Socket\");"
                                + " java.net.URI.create(\"https://vertebra.invalid/\");"
                                + " return new library.Factory().net(options.width());")
                .edit(BACKBONE, "static final class Net", "public static final class Net")
                .edit(BACKBONE, "Net(int width)", "public Net(int width)")
                .source(
                        "library.Factory",
                        "package library; public class Factory { public sample.SampleBackbone.Net net(int width) "
                                + "{ return new sample.SampleBackbone.Net(width); } }");
    }

    private static Mutant file(String name, byte[] content, String message) {
        return Mutant.of(
                "PLUGIN-01",
                name,
                once(() -> {
                    try {
                        Path jar = Files.createTempFile("mutant", ".jar");
                        jar.toFile().deleteOnExit();
                        Files.write(jar, content);
                        return new PluginSubject("sample", jar, true, List.of());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }),
                message);
    }

    static Stream<Mutant> all() {
        return Stream.of(packaging(), providers(), content(), descriptors(), names(), sideEffects())
                .flatMap(mutants -> mutants);
    }

    private static PluginJar sample() {
        return PluginJar.sample();
    }

    private static Stream<Mutant> packaging() {
        return Stream.of(
                file("NotAZip", new byte[] {1, 2, 3}, "a plugin is a JAR that can be read"),
                file("EmptyFile", new byte[0], "an empty file"),
                mutant(
                        "PLUGIN-01",
                        "NoServicesFile",
                        sample().withoutResource(PluginJar.SERVICE),
                        "a plugin names its provider in a service file"),
                mutant(
                        "PLUGIN-01",
                        "ClassOnlyOnTestClasspath",
                        sample().leaveOut("sample/SamplePlugin.class"),
                        "Provider sample.SamplePlugin not found"),
                mutant(
                        "PLUGIN-01",
                        "ClassOfTheHost",
                        sample().service("io.vertebra.core.builtin.BuiltinPlugin"),
                        "Provider io.vertebra.core.builtin.BuiltinPlugin not found"),
                mutant(
                        "PLUGIN-01",
                        "TwoProviders",
                        sample().source(
                                        "sample.Other",
                                        "package sample; public class Other "
                                                + "implements io.vertebra.api.plugin.VisionPlugin {}")
                                .service(PLUGIN + "\nsample.Other"),
                        "a plugin has one provider"),
                mutant(
                        "PLUGIN-01",
                        "EntryLeadsOut",
                        sample().resource("../evil.sh", "rm"),
                        "entries of a JAR stay inside of it"));
    }

    private static Stream<Mutant> providers() {
        return Stream.of(
                mutant(
                        "PLUGIN-02",
                        "PrivateCtor",
                        sample().edit(PLUGIN, CONSTRUCTOR, "private SamplePlugin() {}"),
                        "a provider has a public constructor without parameters"),
                mutant(
                        "PLUGIN-02",
                        "NotPublic",
                        sample().edit(PLUGIN, "public final class", "final class"),
                        "a provider is a public class"),
                mutant(
                        "PLUGIN-02",
                        "CtorThrows",
                        sample().edit(
                                        PLUGIN,
                                        CONSTRUCTOR,
                                        "public SamplePlugin() { throw new IllegalStateException(\"no licence\"); }"),
                        "no licence"),
                mutant(
                        "PLUGIN-02",
                        "StaticInitThrows",
                        sample().edit(
                                        PLUGIN,
                                        CONSTRUCTOR,
                                        CONSTRUCTOR + " static final int X = Integer.parseInt(\"x\");"),
                        "a provider's static initialiser ends without an exception"),
                mutant(
                        "PLUGIN-02",
                        "MissingDependency",
                        sample().leaveOut("sample/SampleBackbone.class"),
                        "a plugin brings every class that it needs"),
                mutant(
                        "PLUGIN-02",
                        "NotASubtype",
                        sample().source(PLUGIN, "package sample; public class SamplePlugin {}"),
                        "sample.SamplePlugin not a subtype"),
                mutant(
                        "PLUGIN-02",
                        "Java21Bytecode",
                        sample().version("sample/SamplePlugin.class", 65),
                        "a plugin's classes run on this Java"),
                mutant(
                        "PLUGIN-02",
                        "ListThrows",
                        sample().edit(
                                        PLUGIN,
                                        "return List.of(new SampleNeck());",
                                        "throw new AssertionError(\"not yet\");"),
                        "a plugin lists its components without an exception"),
                mutant(
                        "PLUGIN-02",
                        "GivesNull",
                        sample().edit(PLUGIN, "return List.of(new SampleNeck());", "return null;"),
                        "a plugin lists its components without an exception"),
                mutant(
                        "PLUGIN-02",
                        "EndlessRecursion",
                        sample().edit(PLUGIN, "return List.of(new SampleNeck());", "return necks();"),
                        "a plugin lists its components without an exception"));
    }

    private static Stream<Mutant> content() {
        return Stream.of(
                mutant(
                        "PLUGIN-03",
                        "BundlesApi",
                        sample().resource("io/vertebra/api/plugin/VisionPlugin.class", ""),
                        "io/vertebra/api/plugin/VisionPlugin.class in sample.jar, which comes from the host only"),
                mutant(
                        "PLUGIN-03",
                        "BundlesDjl",
                        sample().resource("ai/djl/Device.class", ""),
                        "holds ai/djl/Device.class"),
                mutant(
                        "PLUGIN-03",
                        "BundlesForNewerJava",
                        sample().resource("META-INF/versions/21/org/slf4j/Logger.class", ""),
                        "holds org/slf4j/Logger.class"),
                mutant(
                        "PLUGIN-03",
                        "BundlesNative",
                        sample().resource("linux/libfast.so.1", ""),
                        "the native library linux/libfast.so.1"));
    }

    private static Stream<Mutant> descriptors() {
        return Stream.of(
                mutant("PLUGIN-04", "UnknownKey", sample().key("colour", "red"), "a descriptor has no such key"),
                mutant("PLUGIN-04", "MissingId", sample().without("id"), "a descriptor states id"),
                mutant("PLUGIN-04", "NoApiVersion", sample().without("api.version"), "a descriptor states api.version"),
                mutant(
                        "PLUGIN-04",
                        "NoDescriptor",
                        PluginJar.library().service(PLUGIN),
                        "a plugin has one META-INF/vertebra/plugin.properties"),
                mutant(
                        "PLUGIN-04",
                        "ProvidesLies",
                        PluginJar.giving("sample", "").key("provides", "neck:sample-neck"),
                        "listed but not given: neck:sample-neck"),
                mutant(
                        "PLUGIN-04",
                        "ProvidesHides",
                        sample().key("provides", "backbone:sample-backbone, backbone:sample-backbone-wide"),
                        "given but not listed: neck:sample-neck, attention:sample-attention"),
                mutant(
                        "PLUGIN-05",
                        "FutureApi",
                        sample().key("api.version", "99.1.0"),
                        "a plugin is built against API"),
                mutant("PLUGIN-05", "FutureJava", sample().key("java.version", "99"), "a plugin needs no newer Java"),
                mutant("PLUGIN-05", "OtherDjl", sample().key("djl.version", "0.1.0"), "a plugin is built against DJL"));
    }

    private static Stream<Mutant> names() {
        return Stream.of(
                mutant("PLUGIN-06", "UnderscoreId", sample().key("id", "my_sample"), "an id is kebab-case"),
                mutant(
                        "PLUGIN-06",
                        "UnderscoreVariant",
                        sample().edit(BACKBONE, "sample-backbone-wide", "sample_wide"),
                        "names are kebab-case"),
                mutant(
                        "PLUGIN-06",
                        "CapitalComponent",
                        sample().edit(BACKBONE, "\"sample-backbone\"", "\"SampleBackbone\""),
                        "an id is kebab-case, not 'SampleBackbone'"),
                mutant(
                        "PLUGIN-06",
                        "DuplicateId",
                        sample().edit(
                                        PLUGIN,
                                        "List.of(new SampleNeck())",
                                        "List.of(new SampleNeck(), new SampleNeck())"),
                        "a plugin gives a name once for each kind"),
                mutant("PLUGIN-06", "ReservedId", sample().key("id", "vertebra"), "belongs to Vertebra itself"),
                mutant("PLUGIN-06", "ReservedPrefix", sample().key("id", "vertebra-extra"), "which is reserved"));
    }

    private static Stream<Mutant> sideEffects() {
        return Stream.of(
                mutant(
                        "PLUGIN-07",
                        "EagerWeights",
                        sample().edit(
                                        PLUGIN,
                                        CONSTRUCTOR,
                                        "public SamplePlugin() {"
                                                + " try (var m = ai.djl.ndarray.NDManager.newBaseManager()) { m.create(1f); } }"),
                        "makes 1 arrays while it is listed"),
                mutant(
                        "PLUGIN-07",
                        "SetsSystemProperty",
                        sample().edit(
                                        PLUGIN,
                                        CONSTRUCTOR,
                                        "public SamplePlugin() { System.setProperty(\"sample.cache\", \"on\"); }"),
                        "changes the system properties [sample.cache]"),
                mutant(
                        "PLUGIN-07",
                        "StartsThread",
                        sample().edit(BACKBONE, DEFAULTS, sleeper("lister") + DEFAULTS),
                        "starts threads while it is listed: [lister",
                        "PLUGIN-13"));
    }

    /** Statements that start a thread which outlives every check. */
    static String sleeper(String name) {
        return "Thread sleeper = new Thread(() -> { try { Thread.sleep(60_000); } catch (InterruptedException e) {"
                + " Thread.currentThread().interrupt(); } }, \"" + name + "\"); sleeper.setDaemon(true);"
                + " sleeper.setContextClassLoader(getClass().getClassLoader()); sleeper.start(); ";
    }
}
