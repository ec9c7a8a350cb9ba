package io.vertebra.detection.retinanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.feature.FeatureKind;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.feature.FeatureSpec;
import io.vertebra.api.model.Dialect;
import io.vertebra.api.result.Detection;
import io.vertebra.api.result.Detections;
import io.vertebra.core.Predictor;
import io.vertebra.core.Vertebra;
import io.vertebra.core.assembly.Blueprint;
import io.vertebra.core.parity.Fixture;
import io.vertebra.core.parity.FixtureReader;
import io.vertebra.core.parity.ParityReport;
import io.vertebra.core.recipe.Recipe;
import io.vertebra.core.weights.InitialValues;
import io.vertebra.detection.retinanet.RetinaNetOptions.Norm;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The models as a whole: counts, other backbones, checkpoints' names, refusals. */
final class RetinaNetTest {
    private static final String MODEL = "retinanet-r50-fpn";

    private static Vertebra vertebra;

    @BeforeAll
    static void open() {
        vertebra = Vertebra.open();
        assertThat(vertebra.problems()).isEmpty();
    }

    @AfterAll
    static void close() {
        vertebra.close();
    }

    @Test
    void parametersAreAsManyAsPublished() {
        assertThat(size(MODEL, Map.of())).isEqualTo(34_068_119);
        assertThat(size(MODEL, Map.of("backbone.type", "resnet18", "head.classes", 20)))
                .isEqualTo(19_575_576);
        assertThat(size("retinanet-r50-fpn-v2", Map.of())).isEqualTo(38_198_935);
        assertThat(size("retinanet-r50-fpn-v2", Map.of("head.classes", 21))).isEqualTo(36_746_785);
        assertThat(size("retinanet-r50-fpn-mmdet", Map.of())).isEqualTo(37_968_692);
        assertThat(size("retinanet-r50-fpn-mmdet", Map.of("backbone.type", "resnet101")))
                .isEqualTo(56_960_820);
        assertThat(size("retinanet-r50-fpn-mmdet", Map.of("backbone.type", "resnet18")))
                .isEqualTo(21_410_100);
    }

    private static long size(String model, Map<String, Object> overrides) {
        return blueprint(model, overrides).trainableSize();
    }

    private static Blueprint blueprint(String model, Map<String, Object> overrides) {
        Map<String, Object> all = new LinkedHashMap<>(overrides);
        if (overrides.get("head.classes") instanceof Integer classes) {
            all.put(
                    "labels",
                    Stream.iterate(0, i -> i + 1)
                            .limit(classes)
                            .map(i -> "thing " + i)
                            .toList());
        }
        return vertebra.blueprint(vertebra.recipe(model, all));
    }

    /** A fixture of a network with other classes must not stumble over the names of the recipe's. */
    /** Neither counts nor shapes show where p6 comes from and what stands before p7. */
    @Test
    void theReLUBetweenTheExtraLevelsShowsInP7Alone() {
        ParityReport report = vertebra.parity(changed(Map.of("neck.relu-between", false)));
        assertThat(report.rows().stream()
                        .filter(row -> !row.passed())
                        .map(ParityReport.Row::output)
                        .toList())
                .containsExactly("0.fpn.p7", "0.cls.p7", "0.reg.p7");
    }

    @Test
    void theEpsilonOfTheNormsIsTheBackbones() {
        ParityReport report = vertebra.parity(changed(Map.of("backbone.norm-epsilon", 0.01)));
        assertThat(report.parameters()).isEqualTo(report.expectedParameters());
        assertThat(report.passed()).isFalse();
    }

    /** The first case of torchvision's first version, run by a changed model. */
    private static Fixture changed(Map<String, Object> overrides) {
        Fixture fixture = FixtureReader.read(Path.of("src/test/resources/parity/retinanet-r50-fpn.json"));
        return new Fixture(
                fixture.file(),
                fixture.id(),
                new Fixture.Model(MODEL, overrides),
                fixture.dialect(),
                fixture.seed(),
                fixture.parameters(),
                fixture.inputOffset(),
                fixture.inputScale(),
                fixture.state(),
                fixture.cases().subList(0, 1));
    }

    @Test
    void aFixtureMayHaveOtherClassesThanTheRecipesLabels() {
        Fixture twenty = changed(Map.of("head.classes", 20L));
        assertThatThrownBy(() -> vertebra.parity(twenty))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("[W-101]")
                .hasMessageContaining("cls_logits");
    }

    @TestFactory
    Stream<DynamicTest> everyBackboneWithC3ToC5Fits() {
        List<String> fitting = new ArrayList<>();
        for (String name : vertebra.catalog().backbones().names()) {
            Map<String, Object> classifier = Map.of("backbone", name, "head", "linear", "labels", List.of("a", "b"));
            FeatureSpec levels =
                    vertebra.recipe("resnet18", classifier).backbone().features();
            if (List.of("c3", "c4", "c5").stream()
                    .allMatch(level -> levels.find(level).isPresent())) {
                fitting.add(name);
            }
        }
        assertThat(fitting).contains("resnet18", "resnet50", "mobilenet-v1", "efficientnet-lite0");
        return fitting.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Blueprint blueprint = blueprint(MODEL, Map.of("backbone.type", name));
                    assertThat(blueprint.levels())
                            .extracting(FeatureLevel::name)
                            .containsExactly("p3", "p4", "p5", "p6", "p7");
                    assertThat(blueprint.head().shapes().get("cls.p7").get(1)).isEqualTo(9 * 91);
                }));
    }

    @Test
    void aSmallOneFindsTheSameEachTimeInsideThePhoto() {
        Recipe recipe = vertebra.recipe(
                MODEL,
                Map.of(
                        "backbone.type",
                        "mobilenet-v1-0-25",
                        "neck.channels",
                        32,
                        "input.size",
                        List.of(64, 96),
                        "head.score-threshold",
                        0.001,
                        "weights.random",
                        7));
        BufferedImage photo = new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = photo.createGraphics();
        graphics.setColor(Color.ORANGE);
        graphics.fillOval(20, 10, 80, 60);
        graphics.dispose();
        try (Predictor<?> predictor = vertebra.predictor(recipe)) {
            Detections found = (Detections) predictor.predict(photo).result();
            assertThat(found.detections()).hasSizeBetween(1, 300);
            for (Detection detection : found.detections()) {
                assertThat(detection.score()).isBetween(0.001f, 0.5f);
                assertThat(detection.name()).isNotIn("N/A", "__background__");
                assertThat(detection.box().clip(found.image())).isEqualTo(detection.box());
            }
            assertThat(predictor.predict(photo).result()).isEqualTo(found);
        }
    }

    /** Section 4.1 of the paper: without training nearly nothing counts as an object. */
    @Test
    void anUntrainedHeadExpectsOneObjectInAHundredAnchors() {
        var parameters = blueprint(MODEL, Map.of()).parameters();
        String name = "head.classification_head.cls_logits.bias";
        assertThat(InitialValues.of(0, name, parameters.get(name))[5]).isEqualTo((float) -Math.log(99));
        String tower = "head.regression_head.conv.2.0.weight";
        double square = 0;
        float[] values = InitialValues.of(0, tower, parameters.get(tower));
        for (float value : values) {
            square += (double) value * value / values.length;
        }
        assertThat(Math.sqrt(square)).isBetween(0.0099, 0.0101);
    }

    @Test
    void keysOfOlderTorchvisionCountTheReLUs() {
        RetinaNetHead head = new RetinaNetHead();
        Dialect early = Dialect.TORCHVISION_0_12;
        assertThat(head.keys(head.defaults(), early)
                        .source("regression_head.conv.3.0.bias")
                        .toString())
                .contains("regression_head.conv.6.bias");
        assertThat(head.roots(head.defaults(), early)).isEqualTo(head.roots(head.defaults(), Dialect.TORCHVISION));
    }

    @Test
    void aBackboneWithoutALevelIsToldWhichIsMissing() {
        refused(Map.of("neck.levels", List.of("c5", "c6")), """
                fpn needs level c6 as a map [R-201]
                    received: levels c1, c2, c3, c4, c5
                    fix: levels: [c1, c2, c3, c4, c5], or a backbone that gives c6""");
        refused(Map.of("neck", List.of()), """
                retinanet needs maps that all have the same number of channels [R-201]
                    received: c1 with 64 channels, c2 with 256 channels, c3 with 512 channels, c4 with 1024 channels, \
                c5 with 2048 channels
                    fix: neck: {type: fpn} before it""");
        refused(Map.of("neck.channels", 40, "head.norm", "group"), """
                retinanet with norm: group needs levels whose channels are a multiple of 32 [R-201]
                    received: p3 with 40 channels
                    fix: norm: none, or a neck with channels: 64""");
    }

    private static void refused(Map<String, Object> overrides, String message) {
        assertThatThrownBy(() -> vertebra.recipe(MODEL, overrides))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining(message);
    }

    @Test
    void tokensAreNoPyramid() {
        FeatureSpec tokens = new FeatureSpec(List.of(new FeatureLevel("tokens", FeatureKind.TOKENS, 64, 1, null)));
        RetinaNetHead head = new RetinaNetHead();
        assertThat(head.defaults().norm()).isEqualTo(Norm.NONE);
        assertThatThrownBy(() -> head.outputs(head.defaults(), tokens)).hasMessageContaining("tokens as TOKENS");
    }
}
