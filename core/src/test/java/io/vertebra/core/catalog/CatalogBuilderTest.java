package io.vertebra.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.model.Neck;
import io.vertebra.core.plugin.LoadedPlugin;
import io.vertebra.core.plugin.LoadedPlugin.State;
import io.vertebra.core.plugin.PluginLoader;
import io.vertebra.core.plugin.PluginSet;
import io.vertebra.core.plugin.TestJar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogBuilderTest {
    /** A neck {@code %2$s} with variants of class {@code %1$s}. */
    private static final String NECK = """
            package %3$s;
            import io.vertebra.api.feature.FeatureSpec;
            import io.vertebra.api.model.*;
            import io.vertebra.api.nn.*;
            import io.vertebra.api.options.NoOptions;
            import io.vertebra.api.plugin.*;
            import java.util.*;
            public final class %1$s implements VisionPlugin, Neck<NoOptions> {
                public Card card() { return Card.of("%2$s", "A neck"); }
                public NoOptions defaults() { return new NoOptions(); }
                public Map<String, NoOptions> variants() { return Map.of("%2$s-large", new NoOptions()); }
                public FeatureSpec features(NoOptions o, FeatureSpec in) { return in; }
                public Network build(NoOptions o, FeatureSpec in, BuildContext c) { throw new IllegalStateException(); }
                public List<Neck<?>> necks() { return List.of(this); }
                %4$s
            }
            """;

    @TempDir
    private Path folder;

    private static TestJar neckPlugin(String id, String neck, String more) {
        return TestJar.plugin(id)
                .provider(id + ".Necks", NECK.formatted("Necks", neck, id, more))
                .key("provides", "neck:" + neck + ",neck:" + neck + "-large");
    }

    private BuiltCatalog build() {
        // Left open: the loaders hold files of the temporary folder only.
        return CatalogBuilder.build(new PluginLoader().loadFolder(folder));
    }

    @Test
    void theBuiltInProviderIsAlwaysThere() {
        BuiltCatalog built = CatalogBuilder.build(PluginSet.of());
        Catalog catalog = built.catalog();
        assertThat(catalog.tasks().names())
                .containsExactly("classification", "detection", "pose", "semantic-segmentation");
        assertThat(catalog.heads().names()).containsExactly("linear");
        assertThat(catalog.heads().find("vertebra/linear"))
                .isEqualTo(catalog.heads().find("linear"));
        assertThat(catalog.heads().find("linear").orElseThrow().plugin()).isEqualTo("vertebra");
        assertThat(catalog.labels().names())
                .containsExactly("cityscapes-19", "coco-80", "coco-91", "coco-keypoints-17", "imagenet-1k", "voc-21");
        assertThat(catalog.labels().find("vertebra/voc-21"))
                .isEqualTo(catalog.labels().find("voc-21"));
        assertThat(catalog.backbones().all()).isEmpty();
        assertThat(built.plugins()).isEmpty();
        assertThat(built.conflicts()).isEmpty();
    }

    @Test
    void componentsVariantsModelsAndWeightsStandUnderShortAndQualifiedNames() throws IOException {
        String more = """
                public List<RecipeResource> recipes() { return List.of(RecipeResource.named("tiny")); }
                public List<WeightsCard> weights() {
                    return List.of(new WeightsCard("tiny-weights", "w.bin", Map.of("w.bin", "00"), "MIT", "us",
                        Dialect.VERTEBRA, Map.of(), null, "", ""));
                }
                """;
        neckPlugin("pyramids", "fpn", more)
                .key("provides", "weights:tiny-weights,model:tiny,neck:fpn,neck:fpn-large")
                .resource("META-INF/vertebra/recipes/tiny.yaml", "recipe: 1\nname: tiny # für alle\n")
                .resource("w.bin", "values")
                .write(folder.resolve("p.jar"));
        BuiltCatalog built = build();
        assertThat(built.plugins()).extracting(LoadedPlugin::state).containsExactly(State.LOADED);
        Catalog catalog = built.catalog();
        assertThat(catalog.necks().names()).containsExactly("fpn", "fpn-large");
        Entry<?> fpn = catalog.necks().find("fpn").orElseThrow();
        assertThat(fpn.variant()).isEqualTo("fpn");
        assertThat(fpn.plugin()).isEqualTo("pyramids");
        Entry<?> large = catalog.necks().find("pyramids/fpn-large").orElseThrow();
        assertThat(large.name()).isEqualTo("fpn-large");
        assertThat(large.variant()).isEqualTo("fpn-large");
        assertThat(large.component()).isSameAs(fpn.component());
        assertThat(catalog.models().find("pyramids/tiny"))
                .contains(new ModelEntry(
                        "tiny",
                        "pyramids",
                        "pyramids:META-INF/vertebra/recipes/tiny.yaml",
                        "recipe: 1\nname: tiny # für alle\n"));
        WeightsEntry weights = catalog.weights().find("tiny-weights").orElseThrow();
        try (InputStream stream = weights.resources().open("w.bin")) {
            assertThat(stream).hasContent("values");
        }
    }

    @Test
    void aDescriptorThatLiesFailsItsPluginAndNamesTheTrueLine() throws IOException {
        Path liar = neckPlugin("liar", "fpn", "")
                .key("provides", "neck:fpn,neck:pan,model:fast")
                .write(folder.resolve("liar.jar"));
        neckPlugin("honest", "bifpn", "").write(folder.resolve("honest.jar"));
        BuiltCatalog built = build();
        assertThat(built.catalog().necks().names()).containsExactly("bifpn", "bifpn-large");
        assertThat(built.catalog().necks().find("liar/fpn")).isEmpty();
        LoadedPlugin failed = built.plugins().get(1);
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.problems().get(0).text())
                .isEqualTo(liar + ": a plugin gives what its descriptor lists [P-005]\n"
                        + "    received: listed but not given: neck:pan, model:fast; given but not listed: neck:fpn-large\n"
                        + "    fix: provides=neck:fpn,neck:fpn-large");
    }

    @Test
    void aShortNameOfTwoPluginsStandsForNeither() throws IOException {
        Path a = neckPlugin("aa", "fpn", "").write(folder.resolve("a.jar"));
        Path b = neckPlugin("bb", "fpn", "").write(folder.resolve("b.jar"));
        neckPlugin("cc", "pan", "").write(folder.resolve("c.jar"));
        BuiltCatalog built = build();
        assertThat(built.plugins()).allMatch(plugin -> plugin.state() == State.LOADED);
        Registry<Entry<Neck<?>>> necks = built.catalog().necks();
        assertThat(necks.find("fpn")).isEmpty();
        assertThat(necks.find("aa/fpn").orElseThrow().plugin()).isEqualTo("aa");
        assertThat(necks.find("bb/fpn-large").orElseThrow().plugin()).isEqualTo("bb");
        assertThat(necks.names()).containsExactly("pan", "pan-large");
        assertThat(necks.near("fpn")).containsExactly("aa/fpn", "aa/fpn-large", "bb/fpn");
        assertThat(necks.all())
                .extracting(entry -> entry.plugin() + "/" + entry.name())
                .containsExactly("cc/pan", "cc/pan-large", "aa/fpn", "aa/fpn-large", "bb/fpn", "bb/fpn-large");
        assertThat(built.conflicts())
                .extracting(problem -> problem.text())
                .containsExactly("a short name belongs to one plugin; it stands for none of them now [P-004]\n"
                        + "    received: neck:fpn, neck:fpn-large of aa 1.2.3 in " + a + " and bb 1.2.3 in " + b + "\n"
                        + "    fix: write the qualified name, such as aa/fpn or bb/fpn");
    }

    @Test
    void noPluginHidesABuiltInName() throws IOException {
        String head = """
                package usurper;
                import io.vertebra.api.feature.FeatureSpec;
                import io.vertebra.api.model.*;
                import io.vertebra.api.nn.*;
                import io.vertebra.api.options.NoOptions;
                import io.vertebra.api.plugin.*;
                import java.util.*;
                public final class Heads implements VisionPlugin, Head<NoOptions> {
                    public Card card() { return Card.of("linear", "Another"); }
                    public NoOptions defaults() { return new NoOptions(); }
                    public OutputSpec outputs(NoOptions o, FeatureSpec in) { return OutputSpec.single("(N, K)"); }
                    public Set<PredictionKind> produces(NoOptions o) { return Set.of(); }
                    public Network build(NoOptions o, FeatureSpec in, BuildContext c) { throw new IllegalStateException(); }
                    public List<Predictions> decode(NoOptions o, RawOutputs raw, DecodeContext c) { return List.of(); }
                    public List<Head<?>> heads() { return List.of(this); }
                }
                """;
        Path jar = TestJar.plugin("usurper")
                .provider("usurper.Heads", head)
                .key("provides", "head:linear")
                .write(folder.resolve("u.jar"));
        BuiltCatalog built = build();
        assertThat(built.catalog().heads().find("linear").orElseThrow().plugin())
                .isEqualTo("vertebra");
        assertThat(built.catalog().heads().find("usurper/linear").orElseThrow().plugin())
                .isEqualTo("usurper");
        assertThat(built.conflicts().get(0).text())
                .isEqualTo("a name of the built-in provider stays its own [P-004]\n"
                        + "    received: head:linear of vertebra and usurper 1.2.3 in " + jar + "\n"
                        + "    fix: write the qualified name, such as usurper/linear");
    }

    @Test
    void whatAPluginGivesIsCheckedAndAllProblemsOfItComeTogether() throws IOException {
        String more = """
                public List<Neck<?>> necks() { return List.of(this, this); }
                public List<RecipeResource> recipes() {
                    return List.of(RecipeResource.named("gone"), new RecipeResource("Loud", "x"),
                        new RecipeResource("elsewhere", "recipes/elsewhere.yaml"));
                }
                """;
        String source = NECK.formatted("Necks", "fpn", "odd", more)
                .replaceFirst("public List<Neck<\\?>> necks\\(\\) \\{ return List.of\\(this\\); \\}", "");
        Path odd = TestJar.plugin("odd").provider("odd.Necks", source).write(folder.resolve("odd.jar"));
        LoadedPlugin plugin = build().plugins().get(0);
        assertThat(plugin.state()).isEqualTo(State.FAILED);
        assertThat(plugin.problems())
                .extracting(problem -> problem.at() + ": " + problem.message() + " ["
                        + problem.code().id() + "] " + problem.received())
                .containsExactly(
                        odd + ": a plugin gives a name once for each kind [P-005] neck:fpn twice",
                        odd + ": a plugin gives a name once for each kind [P-005] neck:fpn-large twice",
                        odd + ": a plugin holds the recipes that it names [P-005] META-INF/vertebra/recipes/gone.yaml"
                                + " is not there",
                        odd + ": names are kebab-case [P-005] model:Loud",
                        odd + ": recipes lie below META-INF/vertebra/recipes/ and end in .yaml [P-005]"
                                + " recipes/elsewhere.yaml");
    }

    @Test
    void aPluginThatThrowsWhenAskedFailsAlone() throws IOException {
        Path thrower = TestJar.plugin("thrower").provider("sample.Thrower", """
                        package sample;
                        public final class Thrower implements io.vertebra.api.plugin.VisionPlugin {
                            public java.util.List<io.vertebra.api.model.Task<?, ?>> tasks() {
                                throw new AbstractMethodError("Receiver class sample.Thrower does not define tasks()");
                            }
                        }
                        """).write(folder.resolve("thrower.jar"));
        Path nothing = TestJar.plugin("nothing").provider("sample.Nothing", """
                        package sample;
                        public final class Nothing implements io.vertebra.api.plugin.VisionPlugin {
                            public java.util.List<io.vertebra.api.model.Task<?, ?>> tasks() { return null; }
                        }
                        """).write(folder.resolve("nothing.jar"));
        neckPlugin("good", "fpn", "").write(folder.resolve("good.jar"));
        BuiltCatalog built = build();
        assertThat(built.catalog().necks().names()).containsExactly("fpn", "fpn-large");
        assertThat(built.plugins())
                .extracting(LoadedPlugin::state)
                .containsExactly(State.LOADED, State.FAILED, State.FAILED);
        assertThat(built.plugins().get(1).problems().get(0).text())
                .startsWith(nothing + ": a plugin lists its components without an exception [P-003]\n"
                        + "    received: java.lang.NullPointerException");
        assertThat(built.plugins().get(2).problems().get(0).text())
                .startsWith(thrower + ": a plugin fits the API of this Vertebra [P-002]\n"
                        + "    received: thrower 1.2.3 was built against API ");
    }
}
