package io.vertebra.api.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vertebra.api.geometry.ImageSize;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class AnchorsTest {
    @Test
    void retinaNetHasNineACellInThirdsOfAnOctave() {
        AnchorGrid grid = AnchorGrid.retinaNet();
        assertThat(grid.levels()).isEqualTo(5);
        float[] squares = IntStream.range(0, 5)
                .mapToObj(level -> grid.level(level, ImageSize.square(512), ImageSize.square(1)))
                .map(anchors -> new float[] {anchors[14], anchors[18], anchors[22]})
                .reduce(new float[0], AnchorsTest::join);
        // half of 32, 40, 50, 64, 80, 101, 128, 161, 203, 256, 322, 406, 512, 645, 812; halves of odd sides go to the
        // even number
        assertThat(squares).containsExactly(16, 20, 25, 32, 40, 50, 64, 80, 102, 128, 161, 203, 256, 322, 406);
        assertThat(grid.perCell(4)).isEqualTo(9);
    }

    private static float[] join(float[] a, float[] b) {
        float[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }

    @Test
    void cellsAreAWholeNumberOfPixelsApart() {
        AnchorGrid grid = new AnchorGrid(List.of(new float[] {4}), List.of(new float[] {1}));
        assertThat(grid.level(0, new ImageSize(11, 7), new ImageSize(2, 3)))
                .containsExactly(-2, -2, 2, 2, 3, -2, 7, 2, -2, 0, 2, 4, 3, 0, 7, 4, -2, 2, 2, 6, 3, 2, 7, 6);
    }

    @Test
    void ssdHasItsPublishedNumberOfBoxes() {
        List<ImageSize> maps =
                IntStream.of(38, 19, 10, 5, 3, 1).mapToObj(ImageSize::square).toList();
        DefaultBoxes boxes = DefaultBoxes.ssd300();
        assertThat(Boxes.count(boxes.all(ImageSize.square(300), maps))).isEqualTo(8732);
        // the last cell of the first level: (37 + 0.5) * 8, side 0.07 of 300
        float[] first = boxes.level(0, ImageSize.square(300), maps.get(0));
        float[] last = Arrays.copyOfRange(first, first.length - 16, first.length - 12);
        assertThat(last).containsExactly(new float[] {289.5f, 289.5f, 310.5f, 310.5f}, within(1e-3f));
    }

    @Test
    void ssdLiteDividesTheInputEvenly() {
        DefaultBoxes boxes = DefaultBoxes.ssdLite();
        assertThat(boxes.levels()).isEqualTo(6);
        assertThat(boxes.perCell(0)).isEqualTo(6);
        float[] last = boxes.level(5, ImageSize.square(320), ImageSize.square(1));
        // 0.95 of 320 around the middle; the mean of 0.95 and 1 next; wide boxes are cut to the input
        assertThat(Arrays.copyOf(last, 4)).containsExactly(new float[] {8, 8, 312, 312}, within(1e-3f));
        assertThat(last[8]).isZero();
        assertThat(last[10]).isEqualTo(320);
        assertThat(DefaultBoxes.evenScales(1, 0.2, 0.95)).containsExactly(0.2f, 0.95f);
    }

    @Test
    void refusesLevelsThatDoNotGoTogether() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AnchorGrid(List.of(new float[1]), List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        AnchorGrid.retinaNet().all(ImageSize.square(64), Collections.nCopies(4, ImageSize.square(1))))
                .withMessage("anchors of 5 levels do not go with 4 maps");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DefaultBoxes(List.of(new float[] {2}), new float[1], List.of(), true))
                .withMessage("1 levels need 2 scales, not 1");
    }
}
