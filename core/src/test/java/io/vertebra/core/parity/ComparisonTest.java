package io.vertebra.core.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertebra.api.model.RawOutputs;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A difference of any kind shows. */
final class ComparisonTest {
    private static final Fixture.Expected EXPECTED = new Fixture.Expected(
            List.of(1L, 4L), 0.5, 4, 1e-7, List.of(new Fixture.Sample(0, -3), new Fixture.Sample(3, 4)));

    @Test
    void equalValuesPass() {
        ParityReport.Row row = compare(-3, 0, 1, 4);
        assertThat(row.error()).isZero();
        assertThat(row.tolerance()).isEqualTo(2e-5);
        assertThat(row.passed()).isTrue();
    }

    @Test
    void aSampleThatDiffersFails() {
        ParityReport.Row row = compare(-3.001f, 0.001f, 1, 4);
        assertThat(row.error()).isCloseTo(0.001 / 4, within(1e-6));
        assertThat(row.passed()).isFalse();
    }

    @Test
    void aValueBetweenTheSamplesShowsInTheMean() {
        assertThat(compare(-3, 0, 1.01f, 4).passed()).isFalse();
    }

    @Test
    void anOutlierBetweenTheSamplesShowsInTheLargestValue() {
        assertThat(compare(-3, -4.5f, 5.5f, 4).passed()).isFalse();
    }

    @Test
    void whatIsNoNumberFails() {
        assertThat(compare(-3, Float.NaN, 1, 4).error()).isInfinite();
        assertThat(compare(-3, Float.POSITIVE_INFINITY, 1, 4).passed()).isFalse();
    }

    @Test
    void anotherShapeFails() {
        RawOutputs.Value value = new RawOutputs.Value(List.of(4L, 1L), FloatBuffer.wrap(new float[] {-3, 0, 1, 4}));
        assertThat(Comparison.compare("0.output", EXPECTED, value).error()).isInfinite();
    }

    @Test
    void theReferencesOwnLossWidensTheTolerance() {
        Fixture.Expected rough = new Fixture.Expected(List.of(1L), 1, 1, 1e-5, List.of());
        RawOutputs.Value value = new RawOutputs.Value(List.of(1L), FloatBuffer.wrap(new float[] {1}));
        assertThat(Comparison.compare("0.output", rough, value).tolerance()).isCloseTo(2e-4, within(1e-12));
    }

    private static ParityReport.Row compare(float... values) {
        return Comparison.compare(
                "0.output", EXPECTED, new RawOutputs.Value(List.of(1L, 4L), FloatBuffer.wrap(values)));
    }
}
