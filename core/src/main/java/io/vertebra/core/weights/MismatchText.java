package io.vertebra.core.weights;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.core.weights.WeightsReport.Mismatched;
import io.vertebra.core.weights.WeightsReport.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says how a file and a model differ: one problem for each kind of difference, with the first few names. */
final class MismatchText {
    private static final int MOST_NAMES = 10;

    private MismatchText() {}

    static LoadException exception(TensorSource source, List<PartKeys> parts, WeightsReport report) {
        List<Problem> problems = new ArrayList<>();
        if (!report.missing().isEmpty()) {
            problems.add(problem(source, count(report.missing(), "parameter") + " without a tensor in the file")
                    .received(list(report.missing(), MismatchText::missing))
                    .fix(wayOut(source, parts, report)));
        }
        if (!report.unexpected().isEmpty()) {
            problems.add(problem(source, count(report.unexpected(), "tensor") + " of the file without a parameter")
                    .received(list(report.unexpected(), WeightsFaults::quote))
                    .fix(report.missing().isEmpty() ? "use the model or the part that has these parameters" : null));
        }
        if (!report.mismatched().isEmpty()) {
            problems.add(problem(source, count(report.mismatched(), "tensor") + " of another shape than the parameter")
                    .received(list(report.mismatched(), MismatchText::mismatched))
                    .fix("use the options that the weights were made with, such as classes"));
        }
        return new LoadException(problems, null);
    }

    private static String wayOut(TensorSource source, List<PartKeys> parts, WeightsReport report) {
        List<String> roots = RootHints.of(parts, report);
        if (!roots.isEmpty()) {
            return String.join("; ", roots);
        }
        if (report.used() == 0 && report.mismatched().isEmpty()) {
            String first = source.tensors().keySet().stream()
                    .findFirst()
                    .map(WeightsFaults::quote)
                    .orElse("none");
            return "no name fits, so state the dialect of the keys; the first key of the file is " + first;
        }
        return "use weights of this very model, or the options that the weights were made with; or state partial: true, and"
                + " these keep initial values";
    }

    private static Problem problem(TensorSource source, String message) {
        return Problem.of(ErrorCode.WEIGHTS_MISMATCH, message).at(Location.of(source.name()));
    }

    private static String count(List<?> names, String noun) {
        return names.size() + " " + noun + (names.size() == 1 ? "" : "s");
    }

    private static <T> String list(List<T> all, Function<T, String> text) {
        String first = all.stream().limit(MOST_NAMES).map(text).collect(Collectors.joining(", "));
        return all.size() <= MOST_NAMES ? first : first + " and " + (all.size() - MOST_NAMES) + " more";
    }

    private static String missing(Missing missing) {
        return WeightsFaults.quote(missing.key()) + " (" + missing.part() + ")";
    }

    private static String mismatched(Mismatched tensor) {
        return WeightsFaults.quote(tensor.key()) + " (" + tensor.part() + ") " + tensor.received() + " instead of "
                + tensor.expected();
    }
}
