package io.vertebra.api.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertebra.api.box.Matcher.Promise;
import org.junit.jupiter.api.Test;

final class MatcherTest {
    /** Two ground truths, five anchors; nothing overlaps the second by more than 0.3. */
    private static final float[] OVERLAPS = {
        0.5f, 0.45f, 0.4f, 0.39f, 0.1f,
        0.2f, 0.3f, 0.1f, 0.3f, 0.3f,
    };

    private static int[] match(Promise promise) {
        return new Matcher(0.4f, 0.5f, promise).match(OVERLAPS, 2, 5);
    }

    @Test
    void theThresholdsThemselvesCount() {
        assertThat(match(Promise.NONE)).containsExactly(0, -2, -2, -1, -1);
    }

    @Test
    void bestAnchorsGoToWhatTheyOverlapMost() {
        // anchors 1, 3 and 4 overlap the second ground truth as much as any; 1 and 3 overlap the first one more
        assertThat(match(Promise.BEST_ANCHORS)).containsExactly(0, 0, -2, 0, 1);
    }

    @Test
    void oneAnchorIsTheFirstOfTheBest() {
        assertThat(match(Promise.ONE_ANCHOR)).containsExactly(0, 1, -2, -1, -1);
        float[] both = {0.9f, 0, 0.8f, 0};
        assertThat(Matcher.ssd(0.5f).match(both, 2, 2)).containsExactly(1, -1);
    }

    @Test
    void nothingToMatchIsBackground() {
        assertThat(Matcher.ssd(0.5f).match(new float[0], 0, 3)).containsExactly(-1, -1, -1);
        assertThat(Matcher.ssd(0.5f).match(new float[0], 3, 0)).isEmpty();
    }

    @Test
    void nanIsLessThanAnything() {
        float[] overlaps = {Float.NaN, Float.NaN, 0.6f, Float.NaN};
        assertThat(new Matcher(0.4f, 0.5f, Promise.NONE).match(overlaps, 2, 2)).containsExactly(1, -1);
    }

    @Test
    void refusesOverlapsOfAnotherSize() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matcher.ssd(0.5f).match(new float[5], 2, 3))
                .withMessage("5 overlaps are not those of 2 ground truths and 3 anchors");
        assertThatIllegalArgumentException().isThrownBy(() -> new Matcher(0.5f, 0.4f, Promise.NONE));
    }
}
