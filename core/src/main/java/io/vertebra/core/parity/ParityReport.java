package io.vertebra.core.parity;

import java.util.Comparator;
import java.util.List;

/**
 * How near our numbers are to the reference's.
 *
 * @param id of the fixture
 * @param runtime that ran it
 * @param expectedParameters the reference's number of trainable values
 * @param parameters ours
 * @param rows one for each output of each case, at least one
 */
public record ParityReport(String id, String runtime, long expectedParameters, long parameters, List<Row> rows) {
    /**
     * One output.
     *
     * @param output {@code case.name}
     * @param error largest difference of a sample, the mean or the absolute maximum, relative to the reference's absolute
     *     maximum; infinite when the shape differs or a value is no number
     * @param tolerance what is allowed
     */
    public record Row(String output, double error, double tolerance) {
        /** Whether the output is near enough. */
        public boolean passed() {
            return error <= tolerance;
        }
    }

    public ParityReport {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("a fixture without outputs proves nothing");
        }
    }

    /** The row that uses most of its tolerance. */
    public Row worst() {
        return rows.stream()
                .max(Comparator.comparingDouble(row -> row.error() / row.tolerance()))
                .orElseThrow();
    }

    /** Whether everything is near enough and the parameter counts agree. */
    public boolean passed() {
        return parameters == expectedParameters && rows.stream().allMatch(Row::passed);
    }
}
