package io.vertebra.api.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NmsTest {
    private static final float[] BOXES = {0, 0, 10, 10, 5, 0, 15, 10, 20, 20, 30, 30, 0, 0, 10, 10};
    private static final float[] EQUAL = {1, 1, 1, 1};

    @Test
    void keepsTheFirstOfEqualOnesThatOverlap() {
        assertThat(Nms.keep(BOXES, EQUAL, 0.3, 10)).containsExactly(0, 2);
        assertThat(Nms.keep(BOXES, EQUAL, 0.34, 10)).containsExactly(0, 1, 2);
        assertThat(Nms.keep(BOXES, EQUAL, 0.34, 2)).containsExactly(0, 1);
        assertThat(Nms.keep(BOXES, EQUAL, 1, 10)).containsExactly(0, 1, 2, 3);
        assertThat(Nms.keep(BOXES, EQUAL, 1, 0)).isEmpty();
    }

    @Test
    void theBestGoesFirst() {
        assertThat(Nms.keep(BOXES, new float[] {-0.5f, -0.25f, -1, 0.1f}, 0.3, 10))
                .containsExactly(3, 2);
        assertThat(Nms.keep(BOXES, new float[] {0.1f, 0.9f, 0.5f, 0.2f}, 0.3, 10))
                .containsExactly(1, 2);
    }

    @Test
    void classesDoNotSuppressEachOther() {
        int[] classes = {7, 7, -1, 3};
        float[] scores = {0.5f, 0.4f, 0.6f, 0.7f};
        assertThat(Nms.perClass(BOXES, scores, classes, 0.3, 10)).containsExactly(3, 2, 0);
        assertThat(Nms.perClass(BOXES, scores, classes, 0.3, 2)).containsExactly(3, 2);
    }

    @Test
    void whatIsNotFiniteIsNeverKept() {
        float[] boxes = BOXES.clone();
        boxes[1] = Float.NaN;
        boxes[10] = Float.POSITIVE_INFINITY;
        assertThat(Nms.keep(boxes, EQUAL, 0.3, 10)).containsExactly(1);
        assertThat(Nms.keep(BOXES, new float[] {Float.NaN, 1, Float.NEGATIVE_INFINITY, 2}, 0.3, 10))
                .containsExactly(3);
    }

    @Test
    void boxesWithoutAreaStay() {
        float[] points = {1, 1, 1, 1, 1, 1, 1, 1};
        assertThat(Nms.keep(points, new float[] {1, 2}, 0, 10)).containsExactly(1, 0);
    }

    @Test
    void manyBoxesAreAsTheSimplestCodeSays() {
        Random random = new Random(5);
        int count = 1500;
        float[] boxes = new float[4 * count];
        float[] scores = new float[count];
        int[] classes = new int[count];
        for (int i = 0; i < count; i++) {
            boxes[4 * i] = random.nextInt(200);
            boxes[4 * i + 1] = random.nextInt(200);
            boxes[4 * i + 2] = boxes[4 * i] + random.nextInt(60);
            boxes[4 * i + 3] = boxes[4 * i + 1] + random.nextInt(60);
            scores[i] = random.nextInt(100) / 50f - 1;
            classes[i] = random.nextInt(3);
        }
        int[] kept = Nms.perClass(boxes, scores, classes, 0.4, count);
        assertThat(kept).hasSizeBetween(100, count - 100).containsExactly(simplest(boxes, scores, classes, 0.4));
    }

    private static int[] simplest(float[] boxes, float[] scores, int[] classes, double threshold) {
        float[] overlaps = Overlap.iou(boxes, boxes);
        boolean[] dropped = new boolean[scores.length];
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Float.compare(scores[b], scores[a]))
                .filter(i -> !dropped[i])
                .peek(i -> IntStream.range(0, dropped.length)
                        .filter(j -> classes[i] == classes[j] && overlaps[i * dropped.length + j] > threshold)
                        .forEach(j -> dropped[j] = true))
                .mapToInt(i -> i)
                .toArray();
    }

    @Test
    void theBestScoresAreSortedAndCut() {
        float[] scores = {0.2f, Float.NaN, 0.9f, -0f, 0.2f, 0f, -3, Float.POSITIVE_INFINITY};
        assertThat(Ranking.best(scores, Float.NEGATIVE_INFINITY, 99)).containsExactly(7, 2, 0, 4, 3, 5, 6);
        assertThat(Ranking.best(scores, 0.2f, 99)).containsExactly(7, 2);
        assertThat(Ranking.best(scores, 0, 3)).containsExactly(7, 2, 0);
        assertThat(Ranking.best(scores, 0, -1)).isEmpty();
    }

    @Test
    void refusesArraysThatDoNotGoTogether() {
        assertThatIllegalArgumentException().isThrownBy(() -> Nms.keep(BOXES, new float[3], 0.5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Nms.perClass(BOXES, EQUAL, new int[3], 0.5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Nms.keep(BOXES, EQUAL, Double.NaN, 1));
    }
}
