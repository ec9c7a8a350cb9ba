package io.vertebra.pose.simplebaseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.result.Joint;
import io.vertebra.api.result.Pose;
import io.vertebra.api.result.Poses;
import io.vertebra.core.Predictor;
import io.vertebra.core.Sample;
import io.vertebra.core.Vertebra;
import io.vertebra.core.assembly.Blueprint;
import io.vertebra.core.image.PhotoReader;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The head on the backbones of the other plugins. */
class SimpleBaselineModelsTest {
    private static final String MODEL = "simple-baseline-r50";

    private static Vertebra vertebra;

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

    @ParameterizedTest
    @CsvSource({
        "resnet50, 17, 33999697",
        "resnet101, 17, 52991825",
        "resnet152, 17, 68635473",
        "resnet50, 16, 33999440",
        "resnet101, 16, 52991568",
        "resnet152, 16, 68635216"
    })
    void hasThePublishedNumberOfParameters(String backbone, int joints, long published) {
        Map<String, Object> overrides = new LinkedHashMap<>(Map.of("backbone.type", backbone));
        if (joints != 17) {
            overrides.put(
                    "labels",
                    Stream.iterate(0, i -> i + 1)
                            .limit(joints)
                            .map(i -> "joint " + i)
                            .toList());
        }
        assertThat(blueprint(overrides).trainableSize()).isEqualTo(published);
    }

    @Test
    void preparesPhotosAsTheReference() {
        Preprocessing input = vertebra.recipe(MODEL).preprocessing();
        assertThat(input.size()).isEqualTo(new ImageSize(192, 256));
        assertThat(input.fit()).isEqualTo(Preprocessing.Fit.AFFINE_CROP);
        assertThat(input.details().margin()).isEqualTo(1.25f);
        assertThat(input.channels()).isEqualTo(Preprocessing.Channels.BGR);
        assertThat(input.mean()).containsExactly(0.485f, 0.456f, 0.406f); // on blue, green, red
    }

    /** By hand: each cell of a transposed convolution's input meets the whole kernel. */
    @Test
    void multipliesAsOftenAsItsLayersSay() {
        Blueprint blueprint = blueprint(Map.of());
        long first = 8 * 6 * 2048L * 256 * 16;
        long second = 16 * 12 * 256L * 256 * 16;
        long third = 32 * 24 * 256L * 256 * 16;
        long heatmaps = 64 * 48 * 256L * 17;
        assertThat(blueprint.head().multiplyAdds()).isEqualTo(first + second + third + heatmaps);
        assertThat(blueprint.head().shapes()).isEqualTo(Map.of("output", new Shape(1, 17, 64, 48)));
    }

    @TestFactory
    Stream<DynamicTest> goesOnEveryBackboneWithTheLevel() {
        List<String> backbones = vertebra.catalog().backbones().names();
        assertThat(backbones).contains("resnet18", "mobilenet-v1", "efficientnet-b0");
        return backbones.stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Blueprint blueprint = blueprint(Map.of("backbone", name));
                    FeatureLevel c5 = blueprint.backbone().features().find("c5").orElseThrow();
                    // three layers that double the size
                    Shape heatmaps = new Shape(1, 17, 256 * 8 / c5.stride(), 192 * 8 / c5.stride());
                    assertThat(blueprint.head().shapes()).isEqualTo(Map.of("output", heatmaps));
                    assertThat(c5.stride()).isEqualTo(name.endsWith("-os8") ? 8 : 32);
                }));
    }

    @Test
    void answersWithASmallBackbone() {
        Map<String, Object> small = Map.of("backbone.type", "mobilenet-v1-0-25", "weights", "random");
        try (Predictor<?> predictor = vertebra.predictor(vertebra.recipe(MODEL, small))) {
            BufferedImage photo = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
            photo.getGraphics().fillRect(100, 50, 60, 120);
            Poses found = (Poses) predictor.predict(photo).result();
            assertThat(found.poses()).hasSize(1);
            Pose pose = found.poses().get(0);
            assertThat(pose.joints()).hasSize(17);
            assertThat(pose.joints()).extracting(Joint::name).startsWith("nose").endsWith("right_ankle");
            assertThat(predictor.predict(photo).result()).isEqualTo(found);
            // Around a photo of 300x200 the crop has 3:4, a quarter more: it shows the whole photo.
            assertThat(pose.box()).isEqualTo(new Box(0, 0, 300, 200));
            assertThat(pose.joints()).allSatisfy(joint -> assertThat(joint.x()).isBetween(150 - 187.5f, 150 + 187.5f));
            Sample one = Sample.of(new PhotoReader().read(photo, "photo")).within(new Box(100, 50, 160, 170));
            Poses near = (Poses) predictor.predict(one).result();
            assertThat(near.image()).isEqualTo(found.image());
            // 120 high: 90 wide for 3:4, a quarter more around the middle (130, 110).
            assertThat(near.poses().get(0).box()).isEqualTo(new Box(73.75f, 35, 186.25f, 185));
            assertThat(near.poses().get(0).joints())
                    .allSatisfy(joint -> assertThat(joint.y()).isBetween(35f, 185f));
        }
    }

    @Test
    void namesAndJointsMustAgree() {
        Map<String, Object> overrides = Map.of("head.joints", 16);
        assertThatThrownBy(() -> vertebra.recipe(MODEL, overrides))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("labels name each class of the head")
                .hasMessageContaining("received: 16 joints, and labels coco-keypoints-17 has 17 names")
                .hasMessageContaining("fix: joints: 17, or labels with 16 names");
    }

    @Test
    void aTaskThatReadsSomethingElseIsRefused() {
        assertThatThrownBy(() -> vertebra.recipe(MODEL, Map.of("task", "detection")))
                .isInstanceOf(LoadException.class)
                .hasMessageContaining("R-204");
    }
}
