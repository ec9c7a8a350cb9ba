package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class WordsTest {
    @Test
    void numbersAreShort() {
        assertThat(Words.brief(999)).isEqualTo("999");
        assertThat(Words.brief(1000)).isEqualTo("1.00 K");
        assertThat(Words.brief(25_557_032)).isEqualTo("25.6 M");
        assertThat(Words.brief(4_089_184_256L)).isEqualTo("4.09 G");
        assertThat(Words.brief(569_000_000)).isEqualTo("569 M");
        assertThat(Words.grouped(25_557_032)).isEqualTo("25,557,032");
        assertThat(Words.scientific(0.0000012)).isEqualTo("1.2e-06");
        assertThat(Words.count(1, "plugin")).isEqualTo("1 plugin");
        assertThat(Words.count(0, "plugin")).isEqualTo("0 plugins");
    }
}
