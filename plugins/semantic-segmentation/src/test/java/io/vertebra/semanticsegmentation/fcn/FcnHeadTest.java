package io.vertebra.semanticsegmentation.fcn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.WiringException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.model.OutputSpec;
import io.vertebra.api.result.Segmentation;
import io.vertebra.core.Predictor;
import io.vertebra.core.Vertebra;
import io.vertebra.core.assembly.Blueprint;
import io.vertebra.core.assembly.Fitting;
import io.vertebra.core.parity.Fixture;
import io.vertebra.core.parity.FixtureReader;
import io.vertebra.core.parity.ParityReport;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.weights.KeyRules;
import io.vertebra.core.weights.StoredType;
import io.vertebra.core.weights.TensorInfo;
import io.vertebra.core.weights.TensorSource;
import io.vertebra.core.weights.WeightsReport;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class FcnHeadTest {
    private static final String MODEL = "fcn-resnet50";
    private static final Fixture FIXTURE =
            FixtureReader.read(Path.of("src", "test", "resources", "parity", "fcn-resnet50.json"));

    private static Vertebra vertebra;

    private final FcnHead head = new FcnHead();

    @BeforeAll
    static void open() {
        vertebra = Vertebra.open();
    }

    @AfterAll
    static void close() {
        vertebra.close();
    }

    private static Blueprint blueprint(Map<String, Object> overrides) {
        return vertebra.blueprint(vertebra.recipe(MODEL, overrides));
    }

    /** torchvision's own counts. */
    @Test
    void hasThePublishedNumberOfParameters() {
        Blueprint plain = blueprint(Map.of());
        Blueprint trained = blueprint(Map.of("head.aux", true));
        assertThat(plain.trainableSize()).isEqualTo(32_957_013);
        assertThat(trained.trainableSize()).isEqualTo(35_322_218);
        assertThat(plain.head().shapes()).containsOnlyKeys("output");
        assertThat(trained.head().shapes()).containsOnlyKeys("output", "aux");
        // a prediction does not pay for it
        assertThat(trained.multiplyAdds()).isEqualTo(plain.multiplyAdds());
    }

    private static boolean hasMaps(FeatureSpec levels) {
        return Stream.of("c4", "c5")
                .allMatch(name -> levels.find(name)
                        .filter(level -> level.kind() == FeatureKind.MAP)
                        .isPresent());
    }

    @TestFactory
    Stream<DynamicTest> standsOnEveryBackboneByOneWord() {
        List<String> names = vertebra.catalog().backbones().names();
        assertThat(names).contains("resnet18", "resnet50", "mobilenet-v1", "efficientnet-b0");
        return names.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Recipe recipe = vertebra.recipe(MODEL, Map.of("backbone.type", name, "head.aux", true));
                    assertThat(hasMaps(recipe.backbone().features())).isTrue();
                    Blueprint blueprint = vertebra.blueprint(recipe);
                    assertThat(blueprint.head().shapes())
                            .containsEntry("output", new Shape(1, 21, 520, 1040))
                            .containsEntry("aux", new Shape(1, 21, 520, 1040));
                }));
    }

    @Test
    void segmentsOnAnotherBackbone() {
        Recipe recipe = vertebra.recipe(
                MODEL, Map.of("backbone.type", "mobilenet-v1-0-25", "weights", "random", "input.size", 64));
        try (Predictor<?> predictor = vertebra.predictor(recipe)) {
            BufferedImage image = new BufferedImage(90, 60, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 90 * 60; i++) {
                image.setRGB(i % 90, i / 90, i * 7919);
            }
            Segmentation found = (Segmentation) predictor.predict(image).result();
            assertThat(found.labels()).hasSize(90 * 60);
            assertThat(Arrays.stream(found.labels())).allMatch(label -> label >= 0 && label < 21);
            assertThat(found.classes()).allSatisfy(area -> {
                assertThat(area.score()).isBetween(1 / 21f, 1f);
                assertThat(area.name()).isEqualTo(recipe.labels().name(area.label()));
            });
        }
    }

    private static Fixture without(String output, Map<String, Object> overrides, long parameters) {
        List<Fixture.Case> cases = FIXTURE.cases().stream()
                .map(one -> {
                    Map<String, Fixture.Expected> outputs = new LinkedHashMap<>(one.outputs());
                    outputs.remove(output);
                    return new Fixture.Case(one.inputs(), outputs);
                })
                .toList();
        return new Fixture(
                FIXTURE.file(),
                FIXTURE.id(),
                new Fixture.Model(MODEL, overrides),
                FIXTURE.dialect(),
                FIXTURE.seed(),
                parameters,
                FIXTURE.inputOffset(),
                FIXTURE.inputScale(),
                FIXTURE.state(),
                cases);
    }

    @Test
    void aCheckpointWithTheAuxiliaryClassifierServesAModelWithout() {
        ParityReport report = vertebra.parity(without("aux", Map.of("head.aux", false), 32_957_013));
        assertThat(report.rows()).extracting(ParityReport.Row::output).containsExactly("0.out", "1.out");
        assertThat(report.passed()).isTrue();
    }

    /** Names and shapes of a checkpoint. */
    private record Names(Map<String, TensorInfo> tensors) implements TensorSource {
        @Override
        public String name() {
            return "names";
        }

        @Override
        public String format() {
            return "names";
        }

        @Override
        public float[] read(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }

    @Test
    void leavesTheAuxiliaryClassifierOutByRuleAndCountsIt() {
        Map<String, TensorInfo> theirs = new LinkedHashMap<>();
        FIXTURE.state().forEach(tensor -> theirs.put(tensor.key(), new TensorInfo(tensor.shape(), StoredType.F32)));
        Map<String, TensorInfo> ours = new LinkedHashMap<>();
        blueprint(Map.of("head.aux", true))
                .parameters()
                .forEach((name, parameter) -> ours.put(
                        name,
                        new TensorInfo(
                                LongStream.of(parameter.shape().getShape())
                                        .boxed()
                                        .toList(),
                                StoredType.F32)));
        Map<Dialect, Names> files = Map.of(Dialect.TORCHVISION, new Names(theirs), Dialect.VERTEBRA, new Names(ours));
        files.forEach((dialect, file) -> {
            WeightsReport bare =
                    Fitting.of(blueprint(Map.of()), KeyRules.of(dialect)).compare(file);
            assertThat(bare.complete()).isTrue();
            assertThat(bare.ignored())
                    .containsExactly(
                            new WeightsReport.Ignored("the auxiliary classifier, which only training uses", 7));
            WeightsReport whole = Fitting.of(blueprint(Map.of("head.aux", true)), KeyRules.of(dialect))
                    .compare(file);
            assertThat(whole.complete()).isTrue();
            assertThat(whole.ignored()).isEmpty();
        });
    }

    @Test
    void namesTheLevelThatItMissesAndWhatItNeeds() {
        FcnOptions trained = new FcnOptions(21, true);
        FeatureSpec noLast = FeatureSpec.of(FeatureLevel.map("c3", 64, 8), FeatureLevel.map("c4", 128, 16));
        assertThatThrownBy(() -> head.outputs(head.defaults(), noLast))
                .isInstanceOf(WiringException.class)
                .hasMessage(
                        "fcn needs level c5 [R-201]\n    received: levels c3, c4\n    fix: a part before it that gives c5");
        FeatureSpec noMiddle = FeatureSpec.of(FeatureLevel.map("c3", 64, 8), FeatureLevel.map("c5", 256, 32));
        assertThat(head.outputs(head.defaults(), noMiddle).outputs())
                .extracting(OutputSpec.Output::name)
                .containsExactly("output");
        assertThatThrownBy(() -> head.outputs(trained, noMiddle))
                .hasMessage(
                        "fcn needs level c4 [R-201]\n    received: levels c3, c5\n    fix: a part before it that gives c4");
        FeatureSpec tokens = FeatureSpec.of(new FeatureLevel("c5", FeatureKind.TOKENS, 192, 1, null));
        assertThatThrownBy(() -> head.outputs(head.defaults(), tokens))
                .hasMessage(
                        "fcn needs level c5 as MAP [R-201]\n    received: c5 as TOKENS\n    fix: another part before it");
        FeatureSpec thin = FeatureSpec.of(FeatureLevel.map("c5", 3, 32));
        assertThatThrownBy(() -> head.outputs(head.defaults(), thin))
                .hasMessage(
                        "fcn works on a quarter of the channels of c5 [R-201]\n    received: 3 channels\n    fix: at least 4");
    }
}
