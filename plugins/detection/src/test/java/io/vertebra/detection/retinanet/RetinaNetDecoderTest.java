package io.vertebra.detection.retinanet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.DecodeContext;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Predictions.ScoredBox;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.detection.retinanet.RetinaNetOptions.AnchorForm;
import io.vertebra.detection.retinanet.RetinaNetOptions.Norm;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every box, score and label that the references read from raw outputs, and what their files do not cover. */
final class RetinaNetDecoderTest {
    private static final List<FeatureLevel> LEVELS = List.of(
            FeatureLevel.map("p3", 256, 8),
            FeatureLevel.map("p4", 256, 16),
            FeatureLevel.map("p5", 256, 32),
            FeatureLevel.map("p6", 256, 64),
            FeatureLevel.map("p7", 256, 128));

    @Test
    void torchvisionReadsTheSame() throws IOException {
        equalsTheReference("retinanet-r50-fpn.decode.json", options(AnchorForm.TORCHVISION, 1000, 300), 72);
    }

    @Test
    void mmdetectionReadsTheSame() throws IOException {
        equalsTheReference("retinanet-r50-fpn.mmdet.decode.json", options(AnchorForm.MMDET, 1000, 100), 100);
    }

    @Test
    void theOthersAnchorsDoNotFit() throws IOException {
        DecodeFixture fixture = DecodeFixture.read("retinanet-r50-fpn.decode.json");
        List<ScoredBox> boxes = decode(fixture, options(AnchorForm.MMDET, 1000, 300));
        assertThat(distance(boxes.get(0).box(), fixture.expected().get(0).box()))
                .isGreaterThan(0.1f);
    }

    private static void equalsTheReference(String file, RetinaNetOptions options, int kept) throws IOException {
        DecodeFixture fixture = DecodeFixture.read(file);
        List<ScoredBox> boxes = decode(fixture, options);
        assertThat(fixture.expected()).hasSize(kept);
        assertThat(boxes).hasSize(kept);
        for (int i = 0; i < kept; i++) {
            DecodeFixture.Expected expected = fixture.expected().get(i);
            ScoredBox found = boxes.get(i);
            assertThat(found.label()).as("label of %s", i).isEqualTo(expected.label());
            assertThat(found.score()).as("score of %s", i).isCloseTo(expected.score(), within(2e-6f));
            assertThat(distance(found.box(), expected.box()))
                    .as("edges of %s: %s, %s", i, found.box(), expected.box())
                    .isLessThan(2e-3f);
        }
    }

    private static float distance(Box a, Box b) {
        float horizontal = Math.max(Math.abs(a.x1() - b.x1()), Math.abs(a.x2() - b.x2()));
        return Math.max(horizontal, Math.max(Math.abs(a.y1() - b.y1()), Math.abs(a.y2() - b.y2())));
    }

    private static RetinaNetOptions options(AnchorForm anchors, int preNms, int maxDetections) {
        return new RetinaNetOptions(3, Norm.NONE, anchors, 0.05f, 0.5f, preNms, maxDetections);
    }

    private static List<ScoredBox> decode(DecodeFixture fixture, RetinaNetOptions options) {
        DecodeContext context =
                new DecodeContext(fixture.image(), List.of(fixture.image()), new Labels(List.of()), LEVELS);
        List<Predictions> images = new RetinaNetHead().decode(options, fixture.raw(), context);
        assertThat(images).hasSize(1);
        return ((Predictions.Boxes) images.get(0)).boxes();
    }

    @Test
    void fewerBoxesOfALevelAreDecodedThanPassTheThreshold() throws IOException {
        DecodeFixture fixture = DecodeFixture.read("retinanet-r50-fpn.decode.json");
        List<ScoredBox> all = decode(fixture, options(AnchorForm.TORCHVISION, 1000, 300));
        List<ScoredBox> few = decode(fixture, options(AnchorForm.TORCHVISION, 2, 300));
        assertThat(few).hasSizeBetween(1, 2 * LEVELS.size()).first().isEqualTo(all.get(0));
        assertThat(decode(fixture, options(AnchorForm.TORCHVISION, 1000, 5))).isEqualTo(all.subList(0, 5));
    }

    /** One level of one cell; two images, of which the second has 40 by 30 pixels of image and padding around it. */
    @Test
    void eachImageIsCutAtItsOwnEdgeAndHasItsOwnBoxes() {
        float[] logits = filled(2 * 27, -9);
        logits[4 * 3 + 1] = 2; // image 0: anchor 4, the smallest square plus a third, class 1
        logits[27 + 3 * 3 + 2] = 1; // image 1: anchor 3, the smallest square, class 2
        List<List<ScoredBox>> images = decode(logits, new float[2 * 36]);
        assertThat(images.get(0)).containsExactly(new ScoredBox(new Box(0, 0, 20, 20), 1, score(2)));
        assertThat(images.get(1)).containsExactly(new ScoredBox(new Box(0, 0, 16, 15), 2, score(1)));
    }

    @Test
    void whatIsNoNumberOrLiesOutsideIsNoBox() {
        float[] logits = filled(2 * 27, Float.NaN);
        float[] codes = new float[2 * 36];
        logits[0] = 3; // anchor 0, shifted far to the left
        codes[0] = -100;
        logits[3] = 2; // anchor 1
        codes[4] = Float.NaN;
        logits[6] = 1; // anchor 2
        List<List<ScoredBox>> images = decode(logits, codes);
        assertThat(images.get(0)).extracting(ScoredBox::score).containsExactly(score(1));
        assertThat(images.get(1)).isEmpty();
    }

    private static List<List<ScoredBox>> decode(float[] logits, float[] codes) {
        RawOutputs raw = new RawOutputs(Map.of(
                "cls.p3", new RawOutputs.Value(List.of(2L, 27L, 1L, 1L), FloatBuffer.wrap(logits)),
                "reg.p3", new RawOutputs.Value(List.of(2L, 36L, 1L, 1L), FloatBuffer.wrap(codes))));
        ImageSize input = ImageSize.square(64);
        DecodeContext context = new DecodeContext(
                input, List.of(input, new ImageSize(40, 15)), new Labels(List.of()), List.of(LEVELS.get(0)));
        return new RetinaNetHead()
                .decode(options(AnchorForm.TORCHVISION, 1000, 300), raw, context).stream()
                        .map(image -> ((Predictions.Boxes) image).boxes())
                        .toList();
    }

    private static float[] filled(int count, float value) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return values;
    }

    private static float score(double logit) {
        return (float) (1 / (1 + Math.exp(-logit)));
    }

    @Test
    void withoutLevelsThereIsNoStride() {
        DecodeContext context = new DecodeContext(ImageSize.square(64), List.of(), new Labels(List.of()));
        RetinaNetHead head = new RetinaNetHead();
        assertThatThrownBy(() -> head.decode(head.defaults(), new RawOutputs(Map.of()), context))
                .hasMessageContaining("the context has none");
    }

    @Test
    void theBestAreFoundWhateverTheirOrder() {
        BestScores best = new BestScores(3);
        for (int place = 0; place < 1000; place++) {
            best.offer((place * 577 % 1000) / 1000f, place);
        }
        best.offer(0.999f, 2000);
        assertThat(best.finish()).isEqualTo(3);
        assertThat(List.of(best.score(0), best.score(1), best.score(2))).containsExactly(0.999f, 0.999f, 0.998f);
        assertThat(best.place(0)).isEqualTo(place(999)).isLessThan(2000);
        assertThat(best.place(1)).isEqualTo(2000);
        assertThat(best.place(2)).isEqualTo(place(998));
    }

    private static int place(int score) {
        for (int place = 0; place < 1000; place++) {
            if (place * 577 % 1000 == score) {
                return place;
            }
        }
        throw new AssertionError(score);
    }
}
