package io.vertebra.core.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PermutationTest {
    @Test
    void transposesAMatrix() {
        float[] theirs = {1, 2, 3, 4, 5, 6}; // [[1, 2, 3], [4, 5, 6]]
        assertThat(Permutation.sourceShape(List.of(3L, 2L), List.of(1, 0))).containsExactly(2L, 3L);
        assertThat(Permutation.apply(theirs, List.of(3L, 2L), List.of(1, 0))).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void turnsThreeAxesOneWay() {
        float[] theirs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}; // shape 2, 3, 2
        // ours[i][j][k] = theirs[j][k][i]
        assertThat(Permutation.sourceShape(List.of(2L, 2L, 3L), List.of(2, 0, 1)))
                .containsExactly(2L, 3L, 2L);
        assertThat(Permutation.apply(theirs, List.of(2L, 2L, 3L), List.of(2, 0, 1)))
                .containsExactly(0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11);
    }

    @Test
    void noAxesAndNoValuesAreLeftAlone() {
        float[] theirs = {1, 2};
        assertThat(Permutation.apply(theirs, List.of(2L), List.of())).isSameAs(theirs);
        assertThat(Permutation.apply(new float[0], List.of(0L, 3L), List.of(1, 0)))
                .isEmpty();
    }
}
