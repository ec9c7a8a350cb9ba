package io.vertebra.core.checkpoint;

import io.vertebra.core.weights.KeyRules;
import io.vertebra.core.weights.WeightsReport;
import java.util.Comparator;

/**
 * How well a file fits a model when its keys are read in one dialect.
 *
 * @param model its name in the catalog
 * @param rules of the keys
 * @param parameters of the model, those that nobody trains included
 * @param report what fits and what does not
 */
public record Recognition(String model, KeyRules rules, int parameters, WeightsReport report) {
    /** The best first: complete ones, then by what does not fit, less what does. */
    static final Comparator<Recognition> BEST_FIRST = Comparator.comparing(Recognition::complete)
            .reversed()
            .thenComparingInt(Recognition::distance)
            .thenComparing(Recognition::model);

    /** Whether the model loads from the file as it is. */
    public boolean complete() {
        return report.complete();
    }

    private int distance() {
        return report.missing().size()
                + report.unexpected().size()
                + report.mismatched().size()
                - report.used();
    }
}
