package io.vertebra.tck.mutant;

import static io.vertebra.tck.mutant.PackageMutants.mutant;

import java.util.stream.Stream;

/** JARs with one thing wrong in what their components say, build and leave behind. */
final class ComponentMutants {
    private static final String BACKBONE = "sample.SampleBackbone";
    private static final String NECK = "sample.SampleNeck";
    private static final String BUILD = "return new Net(options.width());";
    private static final String RANGED = "@Range(min = 1, max = 64) int width";
    private static final String COMPACT = "public Options {";

    private ComponentMutants() {}

    static Stream<Mutant> all() {
        return Stream.of(cards(), options(), builds(), reach(), closing()).flatMap(mutants -> mutants);
    }

    private static PluginJar sample() {
        return PluginJar.sample();
    }

    private static PluginJar backbone(String old, String by) {
        return sample().edit(BACKBONE, old, by);
    }

    private static PluginJar neck(String member) {
        String begin = "public final class SampleNeck implements Neck<NoOptions> {";
        return sample().edit(NECK, begin, begin + " " + member);
    }

    private static Stream<Mutant> cards() {
        return Stream.of(
                mutant(
                        "PLUGIN-08",
                        "BlankTitle",
                        backbone("\"A convolution\"", "\" \""),
                        "the card of sample-backbone has no title"),
                mutant(
                        "PLUGIN-08",
                        "PaperWithoutYear",
                        backbone("2024", "0"),
                        "the card of sample-backbone dates its paper to the year 0"),
                mutant(
                        "PLUGIN-08",
                        "PaperWithoutAuthors",
                        backbone("\"A. Author\"", "\"\""),
                        "has no authors of its paper"),
                mutant(
                        "PLUGIN-08",
                        "NoReference",
                        backbone(".reference(\"sample 1.0\")", ""),
                        "has no reference implementation"),
                mutant(
                        "PLUGIN-08",
                        "LicenceInProse",
                        sample().key("license", "Apache License 2.0"),
                        "has the licence 'Apache License 2.0', which is no SPDX expression"));
    }

    private static Stream<Mutant> options() {
        return Stream.of(
                mutant(
                        "PLUGIN-09",
                        "ClampsSilently",
                        backbone(RANGED, "int width").edit(BACKBONE, COMPACT, COMPACT + " width = Math.max(1, width);"),
                        "sample-backbone.width takes '-1' and silently makes 1 of it"),
                mutant(
                        "PLUGIN-09",
                        "FailsInsteadOfRefusing",
                        backbone(COMPACT, COMPACT + " if (note.isEmpty()) throw new NullPointerException();"),
                        "sample-backbone.note answers to '' with NullPointerException"),
                mutant(
                        "PLUGIN-09",
                        "RefusesWithoutReason",
                        backbone(COMPACT, COMPACT + " if (rate > 0.9) throw new IllegalArgumentException();"),
                        "sample-backbone.rate refuses '1.0' without a reason"),
                mutant(
                        "PLUGIN-09",
                        "TypeOfNoRecipe",
                        backbone("@Doc(\"note\") String note", "@Doc(\"note\") Object note"),
                        "has a type that no recipe can state: java.lang.Object",
                        "PLUGIN-07",
                        "PLUGIN-10",
                        "PLUGIN-11"),
                mutant(
                        "PLUGIN-09",
                        "TwoChoicesOfOneSpelling",
                        backbone("FANCY_ONE\n", "FANCY_ONE, fancy_one\n"),
                        "sample-backbone.kind has two choices of one spelling"));
    }

    private static Stream<Mutant> builds() {
        return Stream.of(
                mutant(
                        "PLUGIN-10",
                        "HiddenDefault",
                        backbone(BUILD, "return new Net(options == DEFAULTS ? 12 : options.width());"),
                        "sample-backbone without options differs from its explicit defaults: conv.weight"),
                mutant(
                        "PLUGIN-10",
                        "RefusesItsDefaults",
                        backbone("new Options(8, 0.5, Kind.PLAIN, \"none\"", "new Options(8, 5, Kind.PLAIN, \"none\""),
                        "sample-backbone has a default that its own options refuse"),
                mutant(
                        "PLUGIN-10",
                        "ChangingDefaults",
                        backbone(
                                "return DEFAULTS;",
                                "return new Options(1 + (int) (System.nanoTime() / 100 % 60), 0.5, Kind.PLAIN, \"none\","
                                        + " false, List.of(1));"),
                        "sample-backbone has other defaults each time it is asked"),
                mutant(
                        "PLUGIN-11",
                        "SingletonBlock",
                        backbone(BUILD, "return NETS.computeIfAbsent(options.width(), Net::new);")
                                .edit(
                                        BACKBONE,
                                        "private static final Options DEFAULTS",
                                        "private static final Map<Integer, Net> NETS ="
                                                + " new java.util.concurrent.ConcurrentHashMap<>();"
                                                + " private static final Options DEFAULTS"),
                        "sample-backbone: two networks share conv.weight"),
                mutant(
                        "PLUGIN-11",
                        "MutatesOptions",
                        backbone("List.of(1, 2))", "new ArrayList<>(List.of(1, 2)))")
                                .edit(BACKBONE, BUILD, "options.sizes().add(3); " + BUILD),
                        "sample-backbone changes its options while it builds",
                        "PLUGIN-10"),
                mutant(
                        "PLUGIN-11",
                        "BuildsNull",
                        backbone(BUILD, "return null;"),
                        "builds null",
                        "PLUGIN-10",
                        "PLUGIN-13"));
    }

    private static Stream<Mutant> reach() {
        return Stream.of(
                mutant(
                        "PLUGIN-12",
                        "DownloadsWeights",
                        neck("void get() throws Exception { java.net.URI.create(\"http://x\").toURL().openStream(); }"),
                        "java.net.URL.openStream in sample.SampleNeck.get"),
                mutant(
                        "PLUGIN-12",
                        "DownloadsThroughDjl",
                        neck("void get() throws Exception {"
                                + " ai.djl.training.util.DownloadUtils.download(\"http://x\", \"x\"); }"),
                        "ai.djl.training.util.DownloadUtils in sample.SampleNeck.get"),
                mutant(
                        "PLUGIN-12",
                        "ReadsAnImageByAddress",
                        neck(
                                "Object get(java.net.URL url) throws Exception { return javax.imageio.ImageIO.read(url); }"),
                        "javax.imageio.ImageIO.read in sample.SampleNeck.get"),
                mutant(
                        "PLUGIN-12",
                        "BringsCodeFromElsewhere",
                        neck("Object get(java.net.URL[] urls) { return new java.net.URLClassLoader(urls); }"),
                        "java.net.URLClassLoader in sample.SampleNeck.get"),
                mutant(
                        "PLUGIN-12",
                        "OpensSocket",
                        neck("void get() throws Exception { new java.net.Socket(\"localhost\", 1).close(); }"),
                        "java.net.Socket in sample.SampleNeck.get"),
                mutant(
                        "PLUGIN-12",
                        "CallsExit",
                        neck("void end() { java.util.function.IntConsumer end = System::exit; end.accept(1); }"),
                        "java.lang.System.exit in sample.SampleNeck.end"),
                mutant(
                        "PLUGIN-12",
                        "StartsProcess",
                        neck("void run() throws Exception { new ProcessBuilder(\"ls\").start(); }"),
                        "java.lang.ProcessBuilder in sample.SampleNeck.run"),
                mutant(
                        "PLUGIN-12",
                        "LoadsNative",
                        neck("void load() { System.loadLibrary(\"fast\"); }"),
                        "java.lang.System.loadLibrary in sample.SampleNeck.load"),
                mutant(
                        "PLUGIN-12",
                        "ReflectsOnTheHost",
                        neck("void look() throws Exception { Class.forName(\"io.vertebra.core.Vertebra\"); }"),
                        "the name \"io.vertebra.core.Vertebra\" in sample.SampleNeck.look"),
                mutant(
                        "PLUGIN-12",
                        "UsesTheHost",
                        neck("Object host() { return io.vertebra.core.plugin.HostVersion.current(); }"),
                        "io.vertebra.core.plugin.HostVersion in sample.SampleNeck.host"),
                mutant(
                        "PLUGIN-12",
                        "LeaksGuice",
                        neck("public void with(com.google.inject.Injector injector) {}"),
                        "com.google.inject in the signature of sample.SampleNeck.with"));
    }

    private static Stream<Mutant> closing() {
        return Stream.of(
                mutant(
                        "PLUGIN-13",
                        "LeakyThread",
                        backbone(BUILD, PackageMutants.sleeper("builder") + BUILD),
                        "the thread builder goes on after closing"),
                mutant(
                        "PLUGIN-13",
                        "StaticRegistration",
                        backbone(BUILD, "Runtime.getRuntime().addShutdownHook(new Thread(() -> {})); " + BUILD),
                        "class loaders are still there after closing"));
    }
}
