package io.vertebra.api.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BoxesTest {
    @Test
    void recordsAndArraysAreTheSame() {
        float[] boxes = Boxes.of(List.of(new Box(1, 2, 3, 4), new Box(5, 6, 7, 8)));
        assertThat(boxes).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(Boxes.get(boxes, 1)).isEqualTo(new Box(5, 6, 7, 8));
        assertThat(Boxes.select(boxes, new int[] {1, 0, 1})).containsExactly(5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void clippingKeepsThePartInside() {
        assertThat(new Box(-5, 3, 12, 40).clip(new ImageSize(10, 20))).isEqualTo(new Box(0, 3, 10, 20));
        assertThat(new Box(30, 30, 40, 40).clip(new ImageSize(10, 20))).isEqualTo(new Box(10, 20, 10, 20));
        assertThat(Boxes.clip(new float[] {-5, 3, Float.POSITIVE_INFINITY, Float.NaN}, new ImageSize(10, 20)))
                .containsExactly(0, 3, 10, Float.NaN);
    }

    @Test
    void aFormatGoesThereAndBack() {
        float[] corners = {1, 2, 5, 10, -3, 0, 1, 1};
        for (BoxFormat format : BoxFormat.values()) {
            float[] there = Boxes.convert(corners, BoxFormat.CORNERS, format);
            assertThat(Boxes.convert(there, format, BoxFormat.CORNERS)).containsExactly(corners);
        }
        assertThat(corners).containsExactly(1, 2, 5, 10, -3, 0, 1, 1);
    }

    @Test
    void aSideThatIsNaNIsTooShort() {
        assertThat(Boxes.atLeast(new float[] {0, 0, 4, Float.NaN, 0, 0, 4, 4, 0, 0, 3, 4}, 4))
                .containsExactly(1);
    }

    @Test
    void noBoxesGiveNothing() {
        float[] none = {};
        assertThat(Boxes.areas(none)).isEmpty();
        assertThat(Boxes.clip(none, ImageSize.square(3))).isEmpty();
        assertThat(Overlap.iou(none, new float[4])).isEmpty();
        assertThat(BoxCoder.UNIT.decode(none, none)).isEmpty();
        assertThat(Nms.keep(none, none, 0.5, 10)).isEmpty();
    }

    @Test
    void threeNumbersAreNoBox() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Boxes.areas(new float[7]))
                .withMessage("boxes are four numbers each, not 7 in all");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BoxCoder.UNIT.decode(new float[4], new float[8]))
                .withMessage("2 boxes do not go with 1 codes");
    }
}
