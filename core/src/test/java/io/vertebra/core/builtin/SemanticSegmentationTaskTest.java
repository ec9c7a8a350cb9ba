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
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.options.NoOptions;
import io.vertebra.api.result.ClassArea;
import io.vertebra.api.result.Segmentation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class SemanticSegmentationTaskTest {
    private static final Labels LABELS = new Labels(List.of("__background__", "cat", "N/A", "dog"));
    private static final NoOptions NONE = new NoOptions();

    private final SemanticSegmentationTask task = new SemanticSegmentationTask();

    private static ImageTransform transform(double scale, double offsetX, int w, int h, int inW, int inH) {
        return new ImageTransform(scale, scale, offsetX, 0, new ImageSize(w, h), new ImageSize(inW, inH));
    }

    private static Predictions.Maps maps(int width, int height, int... labels) {
        float[] confidence = new float[labels.length];
        Arrays.fill(confidence, 0.5f);
        return new Predictions.Maps(new ImageSize(width, height), labels, confidence);
    }

    @Test
    void everyPixelTakesTheClassInWhichItsCentreLies() {
        // 4x2 pixels at half the size in an input of 3x2: the last column and the last row are padding
        Segmentation found =
                task.postprocess(NONE, maps(3, 2, 1, 3, 2, 2, 2, 2), transform(0.5, 0, 4, 2, 3, 2), LABELS);
        assertThat(found.image()).isEqualTo(new ImageSize(4, 2));
        assertThat(found.labels()).containsExactly(1, 1, 3, 3, 1, 1, 3, 3);
        assertThat(found.label(2, 1)).isEqualTo(3);
        assertThat(found.classes())
                .containsExactly(new ClassArea(1, "cat", 4, 0.5f, 0.5f), new ClassArea(3, "dog", 4, 0.5f, 0.5f));
    }

    /** A scale that divides nothing: the index is that of the centre, not of the corner, and stays in the valid part. */
    @Test
    void anOddScaleReadsNoPadding() {
        Segmentation found = task.postprocess(NONE, maps(4, 1, 0, 1, 3, 2), transform(3 / 5.0, 0, 5, 1, 4, 1), LABELS);
        // centres 0.3, 0.9, 1.5, 2.1, 2.7 of an input of which 3 columns are valid
        assertThat(found.labels()).containsExactly(0, 0, 1, 3, 3);
    }

    /** Two columns of padding on each side, as a letterbox has them. */
    @Test
    void paddingBeforeTheImageIsNotReadEither() {
        Segmentation found =
                task.postprocess(NONE, maps(6, 1, 3, 3, 1, 0, 3, 3), transform(0.5, 2, 4, 1, 6, 1), LABELS);
        assertThat(found.labels()).containsExactly(1, 1, 0, 0);
    }

    @Test
    void pixelsOutsideOfACropHaveNoClass() {
        // the middle two of four columns went in
        Segmentation found = task.postprocess(NONE, maps(2, 1, 1, 1), transform(1, -1, 4, 1, 2, 1), LABELS);
        assertThat(found.labels()).containsExactly(Segmentation.NONE, 1, 1, Segmentation.NONE);
        assertThat(found.classes()).containsExactly(new ClassArea(1, "cat", 2, 0.5f, 0.5f));
    }

    @Test
    void theLargestClassComesFirstWithoutBackgroundAndGaps() {
        Predictions.Maps maps = new Predictions.Maps(
                new ImageSize(6, 1), new int[] {0, 0, 2, 1, 3, 3}, new float[] {1, 1, 1, 0.75f, 0.5f, 1});
        Segmentation found = task.postprocess(NONE, maps, transform(1, 0, 6, 1, 6, 1), LABELS);
        assertThat(found.classes())
                .containsExactly(new ClassArea(3, "dog", 2, 2 / 6f, 0.75f), new ClassArea(1, "cat", 1, 1 / 6f, 0.75f));
        Predictions.Maps unsure = new Predictions.Maps(new ImageSize(1, 1), new int[] {1}, null);
        assertThat(task.postprocess(NONE, unsure, transform(1, 0, 1, 1, 1, 1), LABELS)
                        .classes())
                .containsExactly(new ClassArea(1, "cat", 1, 1, null));
    }

    @Test
    void onlyClassesAreDrawnTheLargestFirst() {
        List<String> drawn = new ArrayList<>();
        InvocationHandler notes = (proxy, method, arguments) -> drawn.add(method.getName()
                + Arrays.stream(arguments)
                        .map(one -> one instanceof int[] many
                                ? Arrays.toString(many)
                                : one instanceof Set<?> set ? new TreeSet<>(set).toString() : String.valueOf(one))
                        .toList());
        Canvas canvas =
                (Canvas) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Canvas.class}, notes);
        int[] labels = {0, 3, 3, 3};
        List<ClassArea> areas =
                List.of(new ClassArea(3, "dog", 3, 0.75f, 0.5f), new ClassArea(1, "cat", 1, 0.0004f, null));
        task.draw(new Segmentation(new ImageSize(4, 1), labels, areas), canvas);
        assertThat(drawn)
                .containsExactly(
                        "mask[[0, 3, 3, 3], [1, 3]]",
                        "legend[[Line[label=3, text=dog 75.0 %], Line[label=1, text=cat <0.1 %]]]");
    }

    @Test
    void saysWhatItNeeds() {
        assertThat(task.accepts()).containsExactly(PredictionKind.MAPS);
        Preprocessing usual = task.defaultPreprocessing();
        assertThat(usual.size()).isEqualTo(new ImageSize(1040, 520));
        assertThat(usual.fit()).isEqualTo(Preprocessing.Fit.SHORTER_SIDE);
        Predictions boxes = new Predictions.Boxes(List.of(new Predictions.ScoredBox(new Box(0, 0, 1, 1), 1, 1)));
        assertThatThrownBy(() -> task.postprocess(NONE, boxes, transform(1, 0, 1, 1, 1, 1), LABELS))
                .isInstanceOf(LoadException.class)
                .hasMessage("semantic-segmentation reads Maps [R-204]\n"
                        + "    received: io.vertebra.api.model.Predictions$Boxes\n"
                        + "    fix: a head that decodes to Maps");
    }
}
