package io.vertebra.core.parity;

import io.vertebra.api.model.RawOutputs;
import java.nio.FloatBuffer;

/** Compares one output with the reference's. */
final class Comparison {
    private static final double LEAST_TOLERANCE = 2e-5;
    private static final double DEVIATIONS = 20;

    private Comparison() {}

    static ParityReport.Row compare(String name, Fixture.Expected expected, RawOutputs.Value given) {
        double tolerance = Math.max(LEAST_TOLERANCE, DEVIATIONS * expected.float32Deviation());
        if (!expected.shape().equals(given.shape())) {
            return new ParityReport.Row(name, Double.POSITIVE_INFINITY, tolerance);
        }
        FloatBuffer data = given.data().duplicate();
        double sum = 0;
        double absmax = 0;
        for (int i = 0; i < data.limit(); i++) {
            sum += data.get(i);
            absmax = Math.max(absmax, Math.abs(data.get(i)));
        }
        double worst = Math.max(Math.abs(sum / data.limit() - expected.mean()), Math.abs(absmax - expected.absmax()));
        for (Fixture.Sample sample : expected.samples()) {
            worst = Math.max(worst, Math.abs(data.get(sample.index()) - sample.value()));
        }
        double relative = worst / expected.absmax();
        // Math.max carries a NaN along, so one bad value is enough
        return new ParityReport.Row(name, Double.isNaN(relative) ? Double.POSITIVE_INFINITY : relative, tolerance);
    }
}
