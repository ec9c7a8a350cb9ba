package io.vertebra.api.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Mask;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

final class MasksTest {
    private static final ImageSize IMAGE = new ImageSize(8, 6);

    @Test
    void aMaskWithoutPixelsHasNoBounds() {
        assertThat(MaskBounds.of(new Mask(IMAGE, new BitSet()))).isEmpty();
    }

    @Test
    void theBoxAroundPixelsEndsAtTheirFarEdges() {
        BitSet bits = new BitSet();
        bits.set(2 * 8 + 3);
        bits.set(4 * 8 + 1);
        MaskBounds bounds = MaskBounds.of(new Mask(IMAGE, bits)).orElseThrow();
        assertThat(bounds).isEqualTo(new MaskBounds(1, 2, 3, 4));
        assertThat(bounds.box()).isEqualTo(new Box(1, 2, 4, 5));
    }

    @Test
    void aBoxOutsideTheImageGivesNothing() {
        float[] full = {1, 1, 1, 1};
        for (Box box : new Box[] {new Box(20, 0, 30, 5), new Box(-30, 0, -20, 5), new Box(0, 1e30f, 5, 2e30f)}) {
            assertThat(MaskPaste.hard(full, 2, box, IMAGE, 0.5f).bits().isEmpty())
                    .as(box.toString())
                    .isTrue();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaskPaste.soft(new float[5], 2, new Box(0, 0, 1, 1), IMAGE));
    }

    @Test
    void aRectangleHoldsThePixelsWhoseCentresItCovers() {
        float[] outline = {1, 1, 4, 1, 4, 3, 1, 3};
        assertThat(Outlines.fill(outline, IMAGE, 0.5f).bits().stream()).containsExactly(9, 10, 11, 17, 18, 19);
        // upper left corners on the outline's left or upper edge are inside, on its right or lower edge outside
        assertThat(Outlines.fill(outline, IMAGE, 0).bits().stream()).containsExactly(9, 10, 11, 17, 18, 19);
        assertThat(Outlines.area(outline)).isEqualTo(6);
        assertThat(Outlines.bounds(outline)).isEqualTo(new Box(1, 1, 4, 3));
        assertThat(Outlines.of(Outlines.polygon(outline))).containsExactly(outline);
        float[] wide = {-5, 1, 40, 1, 40, 2, -5, 2};
        assertThat(Outlines.fill(wide, IMAGE, 0.5f).bits().cardinality()).isEqualTo(8);
        assertThat(Outlines.clamp(wide, IMAGE)).containsExactly(0, 1, 7, 1, 7, 2, 0, 2);
        assertThatIllegalArgumentException().isThrownBy(() -> Outlines.area(new float[4]));
    }

    @Test
    void anglesStartDownwardsAndGoRight() {
        float[] distances = new float[36];
        distances[0] = 2;
        distances[9] = 3;
        float[] outline = new Polar(36).decode(distances, 10, 20);
        assertThat(Arrays.copyOf(outline, 2)).containsExactly(10, 22);
        assertThat(Arrays.copyOfRange(outline, 18, 20)).containsExactly(new float[] {13, 20}, within(1e-5f));
    }

    @Test
    void aRayTakesTheFarthestPointOfItsDegreeOrOneNearby() {
        float[] rays = new Polar(36).encode(new float[] {0.02f, 5, 0.01f, 3, 4, 0.01f, -0.05f, 1}, 0, 0);
        assertThat(rays[0]).isCloseTo(5, within(1e-4f));
        // (4, 0.01) is at 89.86 degrees, so 89: one aside of ray 9; (-0.05, 1) at 357, where ray 0 does not look
        assertThat(rays[9]).isCloseTo(4, within(1e-4f));
        assertThat(rays[18]).isEqualTo(Polar.NOTHING);
        assertThat(new Polar(36).encode(new float[] {-0.02f, 1}, 0, 0)[0]).isEqualTo(Polar.NOTHING);
        assertThatIllegalArgumentException().isThrownBy(() -> new Polar(7));
    }

    @Test
    void aRayLooksThreeDegreesAside() {
        float[] contour = new float[8];
        double[] angles = {13.5, 27.5, 46.5, 65.5};
        for (int i = 0; i < angles.length; i++) {
            contour[2 * i] = (float) (10 * Math.sin(Math.toRadians(angles[i])));
            contour[2 * i + 1] = (float) (10 * Math.cos(Math.toRadians(angles[i])));
        }
        float[] rays = new Polar(36).encode(contour, 0, 0);
        assertThat(rays[1]).isCloseTo(10, within(1e-4f));
        assertThat(rays[3]).isCloseTo(10, within(1e-4f));
        for (int ray : new int[] {2, 4, 5, 6, 7}) {
            assertThat(rays[ray]).as("ray " + ray).isEqualTo(Polar.NOTHING);
        }
    }

    @Test
    void softSuppressionLeavesNaNOut() {
        float[] boxes = {0, 0, 2, 2, 0, 0, 2, 2, 5, 5, 6, 6};
        SoftNms.Kept kept = SoftNms.linear(boxes, new float[] {0.5f, Float.NaN, 0.4f}, 0.3, 0.01);
        assertThat(kept.indices()).containsExactly(0, 2);
        assertThat(SoftNms.linear(boxes, new float[] {0.5f, 0.5f, 0.4f}, 0.3, 0).indices())
                .containsExactly(0, 2, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> SoftNms.gaussian(boxes, new float[3], 0, 0.1));
    }

    @Test
    void weightsOfTheCoderAreNumbers() {
        assertThatIllegalArgumentException().isThrownBy(() -> new BoxCoder(1, 1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new BoxCoder(1, Float.NaN, 1, 1));
        float[] same = BoxCoder.UNIT.decode(new float[] {0, Float.NaN, 1e9f, 0}, new float[] {0, 0, 16, 16});
        assertThat(same[0]).isEqualTo(-492);
        assertThat(same[1]).isNaN();
    }
}
