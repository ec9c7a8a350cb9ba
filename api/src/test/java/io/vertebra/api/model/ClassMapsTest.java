package io.vertebra.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vertebra.api.geometry.ImageSize;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClassMapsTest {
    private static List<Predictions> read(List<Long> shape, float... logits) {
        return Predictions.Maps.softmax(new RawOutputs.Value(shape, FloatBuffer.wrap(logits)));
    }

    @Test
    void eachPixelHasItsLargestLogit() {
        // two images, three classes, one row of two pixels
        List<Predictions> images =
                read(List.of(2L, 3L, 1L, 2L), new float[] {0, 5, 1, 5, -1, 4, /* */ -3, 1000, -2, 0, -1, 0});
        Predictions.Maps first = (Predictions.Maps) images.get(0);
        assertThat(first.size()).isEqualTo(new ImageSize(2, 1));
        // of equal logits the first class
        assertThat(first.labels()).containsExactly(1, 0);
        double sum = Math.exp(-1) + 1 + Math.exp(-2);
        assertThat(first.confidence()[0]).isCloseTo((float) (1 / sum), within(1e-6f));
        assertThat(first.confidence()[1]).isCloseTo((float) (1 / (2 + Math.exp(-1))), within(1e-6f));
        Predictions.Maps second = (Predictions.Maps) images.get(1);
        assertThat(second.labels()).containsExactly(2, 0);
        // a logit that would overflow
        assertThat(second.confidence()[1]).isEqualTo(1);
    }

    @Test
    void oneClassIsEverywhere() {
        Predictions.Maps only =
                (Predictions.Maps) read(List.of(1L, 1L, 1L, 2L), -7, 3).get(0);
        assertThat(only.labels()).containsExactly(0, 0);
        assertThat(only.confidence()).containsExactly(1, 1);
    }

    @Test
    void aMapHasOneLabelAPixel() {
        assertThatThrownBy(() -> new Predictions.Maps(new ImageSize(2, 2), new int[3], null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2x2");
        assertThatThrownBy(() -> new Predictions.Maps(new ImageSize(2, 2), new int[4], new float[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodyChangesAMapFromOutside() {
        int[] labels = {1};
        Predictions.Maps map = new Predictions.Maps(new ImageSize(1, 1), labels, new float[] {0.5f});
        labels[0] = 2;
        map.labels()[0] = 3;
        map.confidence()[0] = 0;
        assertThat(map.labels()).containsExactly(1);
        assertThat(map.confidence()).containsExactly(0.5f);
    }
}
