package io.vertebra.api.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BoxesTest {
    private static final Box A = new Box(0, 0, 10, 10);
    private static final Box HALF = new Box(5, 0, 15, 10);
    private static final Box APART = new Box(20, 20, 30, 30);

    @Test
    void overlapIsIntersectionOverUnion() {
        assertThat(Boxes.iou(A, HALF)).isCloseTo(50f / 150f, within(1e-6f));
        assertThat(Boxes.iou(A, A)).isEqualTo(1f);
        assertThat(Boxes.iou(A, APART)).isZero();
        assertThat(Boxes.iou(new Box(1, 1, 1, 1), new Box(1, 1, 1, 1))).isZero();
    }

    @Test
    void suppressionKeepsTheFirstOfOverlappingBoxes() {
        List<Box> boxes = List.of(A, HALF, APART, A);
        assertThat(Boxes.suppress(boxes, 0.3f, 10)).containsExactly(0, 2);
        assertThat(Boxes.suppress(boxes, 0.34f, 10)).containsExactly(0, 1, 2);
        assertThat(Boxes.suppress(boxes, 0.34f, 2)).containsExactly(0, 1);
        assertThat(Boxes.suppress(boxes, 1f, 10)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void clippingKeepsThePartInside() {
        assertThat(new Box(-5, 3, 12, 40).clip(new ImageSize(10, 20))).isEqualTo(new Box(0, 3, 10, 20));
        assertThat(new Box(30, 30, 40, 40).clip(new ImageSize(10, 20))).isEqualTo(new Box(10, 20, 10, 20));
    }
}
