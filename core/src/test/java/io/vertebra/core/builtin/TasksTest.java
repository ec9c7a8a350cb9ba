package io.vertebra.core.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Canvas;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Predictions.ScoredBox;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.options.OptionException;
import io.vertebra.api.options.OptionsSchema;
import io.vertebra.api.result.ClassScore;
import io.vertebra.api.result.Classes;
import io.vertebra.api.result.Detection;
import io.vertebra.api.result.Detections;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TasksTest {
    private static final Labels LABELS = new Labels(List.of("__background__", "person", "N/A", "cat"));
    /** 200x100 pixels at half the size, 10 pixels from the left. */
    private static final ImageTransform HALF =
            new ImageTransform(0.5, 0.5, 10, 0, new ImageSize(200, 100), new ImageSize(120, 50));

    private final ClassificationTask classification = new ClassificationTask();
    private final DetectionTask detection = new DetectionTask();

    @Test
    void classificationNamesTheBestAndLeavesOutWhatIsNoResult() {
        Predictions scores = new Predictions.Scores(List.of(0.4f, 0.1f, 0.2f, 0.25f, 0.1f));
        Classes all = classification.postprocess(classification.defaults(), scores, HALF, LABELS);
        assertThat(all.image()).isEqualTo(new ImageSize(200, 100));
        assertThat(all.classes())
                .containsExactly(
                        new ClassScore(3, "cat", 0.25f),
                        new ClassScore(1, "person", 0.1f),
                        new ClassScore(4, "class 4", 0.1f));
        Classes best = classification.postprocess(new ClassificationTask.Options(1), scores, HALF, LABELS);
        assertThat(best.classes()).containsExactly(new ClassScore(3, "cat", 0.25f));
    }

    @Test
    void detectionGoesBackToTheOriginalImage() {
        Predictions boxes = new Predictions.Boxes(List.of(
                new ScoredBox(new Box(20, 10, 60, 30), 1, 0.5f),
                new ScoredBox(new Box(0, -10, 30, 20), 3, 0.9f), // reaches over the left and the upper edge
                new ScoredBox(new Box(0, 0, 9, 40), 1, 0.99f), // lies wholly in the left margin
                new ScoredBox(new Box(20, 10, 60, 30), 0, 0.8f), // the background
                new ScoredBox(new Box(20, 10, 60, 30), 2, 0.7f), // a gap
                new ScoredBox(new Box(20, 10, 20, 30), 1, 0.6f), // empty
                new ScoredBox(new Box(110, 10, 500, 30), 1, 0.6f), // starts at the right edge: (110 - 10) / 0.5 = 200
                new ScoredBox(new Box(90, 40, 500, 500), 3, 0.5f))); // as good as the first one and behind it
        Detections found = detection.postprocess(detection.defaults(), boxes, HALF, LABELS);
        assertThat(found.image()).isEqualTo(new ImageSize(200, 100));
        assertThat(found.detections())
                .containsExactly(
                        new Detection(new Box(0, 0, 40, 40), 3, "cat", 0.9f),
                        new Detection(new Box(20, 20, 100, 60), 1, "person", 0.5f),
                        new Detection(new Box(160, 80, 200, 100), 3, "cat", 0.5f));
    }

    @Test
    void theLimitKeepsTheBest() {
        List<ScoredBox> boxes = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            boxes.add(new ScoredBox(new Box(20, 10, 60, 30), 1, i / 150f));
        }
        Detections found = detection.postprocess(detection.defaults(), new Predictions.Boxes(boxes), HALF, LABELS);
        assertThat(found.detections()).hasSize(100);
        assertThat(found.detections().get(0).score()).isEqualTo(149 / 150f);
        assertThat(found.detections().get(99).score()).isEqualTo(50 / 150f);
    }

    @Test
    void optionsHaveTheirRanges() {
        assertRefused(classification.defaults(), "top", "top takes a whole number from 1 to 1000 [R-105]");
        assertRefused(
                detection.defaults(), "max-detections", "max-detections takes a whole number from 1 to 1000 [R-105]");
        assertThat(classification.defaults().top()).isEqualTo(5);
        assertThat(detection.defaults().maxDetections()).isEqualTo(100);
    }

    private static void assertRefused(Record defaults, String key, String message) {
        for (long value : new long[] {0, 1001}) {
            assertThatThrownBy(() ->
                            OptionsSchema.of(defaults).find(key).orElseThrow().convert(value))
                    .isInstanceOf(OptionException.class)
                    .hasMessageStartingWith(message + "\n    received: " + value);
        }
    }

    @Test
    void tasksSayWhatTheyNeed() {
        assertThat(classification.accepts()).containsExactly(PredictionKind.CLASSES);
        assertThat(detection.accepts()).containsExactly(PredictionKind.BOXES);
        assertThat(classification.defaultPreprocessing()).isEqualTo(Preprocessing.imagenet());
        Preprocessing square = detection.defaultPreprocessing();
        assertThat(square.size()).isEqualTo(new ImageSize(512, 512));
        assertThat(square.fit()).isEqualTo(Preprocessing.Fit.STRETCH);
        assertThat(square.mean()).containsExactly(0.485f, 0.456f, 0.406f);
    }

    @Test
    void predictionsInAnotherFormAreACodedProblem() {
        assertThatThrownBy(() ->
                        detection.postprocess(detection.defaults(), new Predictions.Scores(List.of(1f)), HALF, LABELS))
                .isInstanceOf(LoadException.class)
                .hasMessage("detection reads Boxes [R-204]\n"
                        + "    received: io.vertebra.api.model.Predictions$Scores\n"
                        + "    fix: a head that decodes to Boxes");
    }

    @Test
    void resultsAreDrawnWithTheirNamesAndScores() {
        List<String> drawn = new ArrayList<>();
        Canvas canvas = new Canvas() {
            @Override
            public void box(Box box, int label, String caption) {
                drawn.add(label + " at " + box.x1() + ": " + caption);
            }

            @Override
            public void mask(int[] labels, Set<Integer> shown) {
                drawn.add("mask " + shown);
            }

            @Override
            public void legend(List<Line> lines) {
                lines.forEach(line -> drawn.add(line.label() + ": " + line.text()));
            }

            @Override
            public void skeleton(List<Limb> limbs, List<Dot> joints) {
                throw new AssertionError("no skeleton is drawn here");
            }
        };
        ImageSize size = new ImageSize(200, 100);
        detection.draw(new Detections(size, List.of(new Detection(new Box(7, 0, 9, 9), 1, "person", 0.956f))), canvas);
        classification.draw(new Classes(size, List.of(new ClassScore(3, "cat", 0.5f))), canvas);
        assertThat(drawn).containsExactly("1 at 7.0: person 0.96", "3: cat 0.50");
    }

    @Test
    void labelListsAreComplete() {
        Map<String, Labels> labels = new BuiltinPlugin().labels();
        assertThat(labels.get("imagenet-1k").names())
                .hasSize(1000)
                .startsWith("tench")
                .endsWith("toilet tissue");
        assertThat(labels.get("coco-91").names()).hasSize(91).endsWith("toothbrush");
        assertThat(labels.get("coco-91").isResult(0)).isFalse();
        assertThat(labels.get("coco-91").name(12)).isEqualTo("N/A");
        assertThat(labels.get("coco-91").name(13)).isEqualTo("stop sign");
        assertThat(labels.get("coco-80").names())
                .hasSize(80)
                .startsWith("person")
                .endsWith("toothbrush");
        assertThat(labels.get("voc-21").names())
                .hasSize(21)
                .startsWith("__background__")
                .endsWith("tvmonitor");
        assertThat(labels.get("cityscapes-19").names())
                .hasSize(19)
                .startsWith("road")
                .endsWith("bicycle");
        assertThat(labels.get("coco-keypoints-17").names())
                .hasSize(17)
                .startsWith("nose")
                .endsWith("right_ankle");
        assertThat(labels.values()).allSatisfy(list -> assertThat(list.names()).noneMatch(String::isBlank));
    }
}
