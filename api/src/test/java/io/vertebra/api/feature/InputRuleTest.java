package io.vertebra.api.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.geometry.ImageSize;
import org.junit.jupiter.api.Test;

final class InputRuleTest {
    @Test
    void nearestSizeRoundsEachSideToTheRule() {
        InputRule rule = new InputRule(32, 32, 0, null);
        assertThat(rule.accepts(new ImageSize(224, 96))).isTrue();
        assertThat(rule.accepts(new ImageSize(224, 97))).isFalse();
        assertThat(rule.nearest(new ImageSize(230, 241))).isEqualTo(new ImageSize(224, 256));
        assertThat(rule.nearest(new ImageSize(1, 16))).isEqualTo(new ImageSize(32, 32));
        assertThat(rule.describe()).isEqualTo("each side at least 32 and a multiple of 32");
    }

    @Test
    void aRemainderShiftsTheSizes() {
        InputRule rule = new InputRule(33, 32, 1, null);
        assertThat(rule.accepts(new ImageSize(513, 33))).isTrue();
        assertThat(rule.nearest(new ImageSize(512, 500))).isEqualTo(new ImageSize(513, 513));
        assertThat(rule.describe()).isEqualTo("each side at least 33 and 1 more than a multiple of 32");
    }

    @Test
    void aFixedSizeIsTheOnlyOne() {
        InputRule rule = InputRule.exactly(ImageSize.square(448));
        assertThat(rule.accepts(ImageSize.square(447))).isFalse();
        assertThat(rule.nearest(ImageSize.square(1))).isEqualTo(ImageSize.square(448));
    }

    @Test
    void theNearestSizeIsAlwaysAccepted() {
        for (int multiple = 1; multiple < 9; multiple++) {
            for (int remainder = 0; remainder < multiple; remainder++) {
                for (int side = 1; side < 60; side++) {
                    InputRule rule = new InputRule(7, multiple, remainder, null);
                    assertThat(rule.accepts(rule.nearest(ImageSize.square(side))))
                            .as(rule + " " + side)
                            .isTrue();
                }
            }
        }
    }
}
