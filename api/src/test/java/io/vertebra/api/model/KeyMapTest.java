package io.vertebra.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class KeyMapTest {
    private final KeyMap map = KeyMap.builder()
            .module("conv1", "features.init.conv")
            .module("layer1.0", "features.stage1.unit1")
            .module("layer1.0.conv2", "features.special")
            .tensor("fc.weight", "dense/kernel", Transform.HWIO_TO_OIHW)
            .constant("bn.weight", 1)
            .build();

    @Test
    void theLongestModuleWins() {
        assertThat(map.source("conv1.weight"))
                .isEqualTo(new KeyMap.Tensor("features.init.conv.weight", Transform.SAME));
        assertThat(map.source("layer1.0.conv1.weight"))
                .isEqualTo(new KeyMap.Tensor("features.stage1.unit1.conv1.weight", Transform.SAME));
        assertThat(map.source("layer1.0.conv2.weight"))
                .isEqualTo(new KeyMap.Tensor("features.special.weight", Transform.SAME));
    }

    @Test
    void exactNamesAndConstantsComeFirst() {
        assertThat(map.source("fc.weight")).isEqualTo(new KeyMap.Tensor("dense/kernel", Transform.HWIO_TO_OIHW));
        assertThat(map.source("bn.weight")).isEqualTo(new KeyMap.Constant(1));
    }

    @Test
    void whatNoRuleNamesIsTheSame() {
        assertThat(map.source("layer10.0.weight")).isEqualTo(new KeyMap.Tensor("layer10.0.weight", Transform.SAME));
    }

    @Test
    void oneNameHasOneRule() {
        KeyMap.Builder builder = KeyMap.builder().module("a", "b");
        assertThatThrownBy(() -> builder.module("a", "c")).hasMessage("two rules for a");
    }
}
