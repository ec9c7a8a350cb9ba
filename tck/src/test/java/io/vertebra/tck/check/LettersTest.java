package io.vertebra.tck.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import io.vertebra.api.model.OutputSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LettersTest {
    private final Letters letters = new Letters(Map.of("N", 2L, "K", 3L));

    private void compare(String name, String shape, long... axes) {
        letters.compare(new OutputSpec.Output(name, shape, false), new Shape(axes), "3 classes");
    }

    @Test
    void lettersOfALevelMeanOneNumber() {
        compare("cls.p3", "(N, A K, H, W)", 2, 6, 5, 7);
        compare("reg.p3", "(N, 4 A, H, W)", 2, 8, 5, 7);
        compare("cls.p4", "(N, A K, H, W)", 2, 9, 3, 4);
        assertThatThrownBy(() -> compare("reg.p4", "(N, 4 A, H, W)", 2, 8, 3, 4))
                .isInstanceOf(Broken.class)
                .hasMessageContaining("output reg.p4 declares (N, 4 A, H, W) and has the shape (2, 8, 3, 4)");
    }

    @Test
    void knownLettersAndNumbersAreExact() {
        assertThatThrownBy(() -> compare("a", "(N, K)", 2, 4)).isInstanceOf(Broken.class);
        assertThatThrownBy(() -> compare("a", "(N, 5)", 2, 4)).isInstanceOf(Broken.class);
        assertThatThrownBy(() -> compare("a", "(N, K)", 1, 3)).isInstanceOf(Broken.class);
        assertThatThrownBy(() -> compare("a", "(N, A K)", 2, 4)).isInstanceOf(Broken.class);
    }

    @Test
    void ranksAreCounted() {
        assertThatThrownBy(() -> compare("a", "(N, K)", 2, 3, 1)).isInstanceOf(Broken.class);
    }

    @Test
    void aLetterTwiceInOneOutputIsOneNumber() {
        compare("square", "(N, H, H)", 2, 4, 4);
        assertThatThrownBy(() -> compare("square", "(N, H, H)", 2, 4, 5)).isInstanceOf(Broken.class);
    }

    @Test
    void whatLettersCannotSayMayBeWhatItIs() {
        assertThatCode(() -> compare("a", "(N, J, 2^D H, 2^D W)", 2, 17, 20, 28))
                .doesNotThrowAnyException();
    }
}
