package io.vertebra.core.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.LoadException;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Keypoint;
import io.vertebra.api.geometry.Point;
import io.vertebra.api.model.Canvas;
import io.vertebra.api.model.Canvas.Side;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.result.Joint;
import io.vertebra.api.result.Pose;
import io.vertebra.api.result.Poses;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoseTaskTest {
    private static final Labels COCO = new BuiltinPlugin().labels().get("coco-keypoints-17");
    private static final Labels TWO = new Labels(List.of("head", "tail"));
    /** 200x100 pixels at half the size, 10 pixels from the left. */
    private static final ImageTransform HALF =
            new ImageTransform(0.5, 0.5, 10, 0, new ImageSize(200, 100), new ImageSize(120, 50));

    private final PoseTask task = new PoseTask();

    @Test
    void jointsGoBackToTheOriginalImageAndMayLieOutsideIt() {
        Poses found = poses(figure(point(20, 10, 0.5f), point(5, 60, 0.3f)));
        assertThat(found.image()).isEqualTo(new ImageSize(200, 100));
        assertThat(found.poses())
                .containsExactly(new Pose(
                        new Box(0, 0, 200, 100),
                        List.of(new Joint("head", 20, 20, 0.5f, true), new Joint("tail", -10, 120, 0.3f, true)),
                        0.4f));
    }

    @Test
    void onlyVisibleJointsMakeTheScoreAndScoresStayInTheirRange() {
        Pose sure =
                poses(figure(point(20, 10, 1.25f), point(20, 10, 0.2f))).poses().get(0);
        assertThat(sure.joints()).extracting(Joint::score).containsExactly(1f, 0.2f);
        assertThat(sure.joints()).extracting(Joint::visible).containsExactly(true, false); // 0.2 is not above 0.2
        assertThat(sure.score()).isEqualTo(1);
        Pose none = poses(figure(point(0, 0, -0.5f), point(0, 0, 0))).poses().get(0);
        assertThat(none.joints()).extracting(Joint::score).containsExactly(0f, 0f);
        assertThat(none.score()).isZero();
    }

    @Test
    void theThresholdIsAnOption() {
        Predictions one = new Predictions.Keypoints(List.of(figure(point(20, 10, 0.5f), point(20, 10, 0.7f))));
        Pose strict = task.postprocess(new PoseTask.Options(0.6f), one, HALF, TWO)
                .poses()
                .get(0);
        assertThat(strict.joints()).extracting(Joint::visible).containsExactly(false, true);
        assertThat(strict.score()).isEqualTo(0.7f);
    }

    @Test
    void theBestComesFirst() {
        Poses found = poses(figure(point(20, 10, 0.5f), point(0, 0, 0)), figure(point(30, 10, 0.9f), point(0, 0, 0)));
        assertThat(found.poses()).extracting(Pose::score).containsExactly(0.9f, 0.5f);
    }

    @Test
    void readsKeypointsOnly() {
        assertThat(task.accepts()).containsExactly(PredictionKind.KEYPOINTS);
        assertThatThrownBy(() -> task.postprocess(task.defaults(), new Predictions.Scores(List.of(1f)), HALF, TWO))
                .isInstanceOf(LoadException.class)
                .hasMessage("pose reads Keypoints [R-204]\n"
                        + "    received: io.vertebra.api.model.Predictions$Scores\n"
                        + "    fix: a head that decodes to Keypoints");
    }

    @Test
    void cocosPersonHasItsLimbsAndSides() {
        Skeleton body = Skeleton.of(COCO.names()).orElseThrow();
        assertThat(body.limbs()).hasSize(19).doesNotHaveDuplicates();
        assertThat(body.mirrored()).hasSize(8).allSatisfy(pair -> {
            assertThat(COCO.name(pair.first())).startsWith("left_");
            assertThat(COCO.name(pair.second()))
                    .isEqualTo(COCO.name(pair.first()).replace("left_", "right_"));
        });
        for (int joint = 0; joint < 17; joint++) {
            Side side = joint == 0 ? Side.MIDDLE : joint % 2 == 1 ? Side.LEFT : Side.RIGHT;
            assertThat(body.side(joint)).as(COCO.name(joint)).isEqualTo(side);
        }
        assertThat(body.limbs().stream().map(body::side).filter(Side.MIDDLE::equals))
                .hasSize(3); // shoulders, hips, eyes
        assertThat(body.side(new Skeleton.Pair(0, 2))).isEqualTo(Side.RIGHT); // nose to right eye
        assertThat(Skeleton.of(TWO.names())).isEmpty();
    }

    @Test
    void aMirroredBodyHasTheSameLimbs() {
        Skeleton body = Skeleton.of(COCO.names()).orElseThrow();
        List<Integer> other = new ArrayList<>();
        for (int joint = 0; joint < 17; joint++) {
            other.add(joint);
        }
        body.mirrored().forEach(pair -> {
            other.set(pair.first(), pair.second());
            other.set(pair.second(), pair.first());
        });
        assertThat(body.limbs())
                .allSatisfy(limb -> assertThat(body.limbs())
                        .containsAnyOf(
                                new Skeleton.Pair(other.get(limb.first()), other.get(limb.second())),
                                new Skeleton.Pair(other.get(limb.second()), other.get(limb.first()))));
    }

    @Test
    void drawingLeavesOutWhatIsNotVisible() {
        List<Joint> joints = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            joints.add(new Joint(COCO.name(i), i, 2 * i, 0.9f, i != 9)); // without the left wrist
        }
        Drawing drawing = draw(joints);
        assertThat(drawing.limbs).hasSize(18);
        assertThat(drawing.dots).hasSize(16);
        assertThat(drawing.limbs)
                .contains(new Canvas.Limb(new Point(5, 10), new Point(7, 14), Side.LEFT)) // the upper arm
                .noneMatch(limb -> limb.from().x() == 9 || limb.to().x() == 9);
        assertThat(drawing.dots)
                .contains(new Canvas.Dot(new Point(0, 0), Side.MIDDLE), new Canvas.Dot(new Point(10, 20), Side.RIGHT));
    }

    @Test
    void jointsOfAnUnknownBodyStandAlone() {
        Drawing drawing = draw(List.of(new Joint("head", 1, 2, 1, true), new Joint("tail", 3, 4, 1, true)));
        assertThat(drawing.limbs).isEmpty();
        assertThat(drawing.dots)
                .containsExactly(
                        new Canvas.Dot(new Point(1, 2), Side.MIDDLE), new Canvas.Dot(new Point(3, 4), Side.MIDDLE));
    }

    private Drawing draw(List<Joint> joints) {
        Drawing drawing = new Drawing();
        ImageSize size = new ImageSize(200, 100);
        task.draw(new Poses(size, List.of(new Pose(new Box(0, 0, 200, 100), joints, 0.9f))), drawing);
        return drawing;
    }

    private Poses poses(Predictions.Figure... figures) {
        return task.postprocess(task.defaults(), new Predictions.Keypoints(List.of(figures)), HALF, TWO);
    }

    private static Predictions.Figure figure(Keypoint... points) {
        return new Predictions.Figure(List.of(points));
    }

    private static Keypoint point(float x, float y, float score) {
        return new Keypoint(new Point(x, y), score);
    }

    /** What was asked to be drawn. */
    private static final class Drawing implements Canvas {
        private final List<Limb> limbs = new ArrayList<>();
        private final List<Dot> dots = new ArrayList<>();

        @Override
        public void skeleton(List<Limb> lines, List<Dot> joints) {
            limbs.addAll(lines);
            dots.addAll(joints);
        }

        @Override
        public void box(Box box, int label, String caption) {
            throw new AssertionError("no box is drawn here");
        }

        @Override
        public void legend(List<Line> lines) {
            throw new AssertionError("no legend is drawn here");
        }
    }
}
