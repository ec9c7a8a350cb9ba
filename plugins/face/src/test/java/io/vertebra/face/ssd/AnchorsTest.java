package io.vertebra.face.ssd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertebra.face.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnchorsTest {
    @Test
    void equalTheDefaultBoxesThatTheCheckpointStores() {
        List<Double> computed = new ArrayList<>();
        for (int level = 0; level < Anchors.LEVELS; level++) {
            int side = 32 >> level;
            for (Anchors.Anchor anchor : Anchors.of(level, side, side)) {
                computed.add(anchor.centreY() - anchor.height() / 2);
                computed.add(anchor.centreX() - anchor.width() / 2);
                computed.add(anchor.centreY() + anchor.height() / 2);
                computed.add(anchor.centreX() + anchor.width() / 2);
            }
        }
        float[] stored = Checkpoint.storedAnchors();
        assertThat(computed).hasSize(stored.length);
        for (int i = 0; i < stored.length; i++) {
            assertThat(computed.get(i)).as("coordinate %d", i).isCloseTo(stored[i], within(1e-5));
        }
    }

    @Test
    void goRowByRowOnMapsThatAreNotSquare() {
        List<Anchors.Anchor> anchors = Anchors.of(5, 2, 4);
        assertThat(anchors).hasSize(2 * 4 * 6);
        assertThat(anchors.get(5 * 6).centreY()).isEqualTo(0.75);
        assertThat(anchors.get(5 * 6).centreX()).isEqualTo(0.375);
        assertThat(anchors.get(5 * 6).height()).isEqualTo(0.95);
    }
}
