package io.vertebra.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RewriteTest {
    @Test
    void takesPrefixesAndStars() {
        assertThat(Rewrite.fault("model.", "")).isNull();
        assertThat(Rewrite.fault("", "net.")).isNull();
        assertThat(Rewrite.fault("blocks.*.attn", "layers.*.attention")).isNull();
        assertThat(Rewrite.fault("**.gamma", "**.weight")).isNull();
    }

    @Test
    void refusesWhatHasNoMeaning() {
        assertThat(Rewrite.fault("", "")).isEqualTo("a rewrite changes something");
        assertThat(Rewrite.fault("a.*", "b.")).isEqualTo("a replacement has as many stars as its pattern");
        assertThat(Rewrite.fault("a.***", "b.***")).isEqualTo("a star stands alone or as a pair");
        assertThat(Rewrite.fault("*.*.*.*.*", "*.*.*.*.*")).isEqualTo("a pattern has at most 4 stars");
        assertThatThrownBy(() -> new Rewrite("a.*", "b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a replacement has as many stars as its pattern: a.* -> b");
    }
}
