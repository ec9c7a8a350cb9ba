package io.vertebra.tck.check;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.options.Option;
import io.vertebra.api.options.OptionsSchema;
import io.vertebra.api.options.Range;
import io.vertebra.api.result.Result;
import io.vertebra.tck.subject.TaskSubject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A task under trial with options that can be turned.
 *
 * @param <O> the options
 */
final class Trial<O extends Record> {
    /** A limit that no check reaches. */
    private static final int ROOM = 1000;

    private final TaskSubject<O, ?> subject;
    private final O options;

    private Trial(TaskSubject<O, ?> subject, O options) {
        this.subject = subject;
        this.options = options;
    }

    static <O extends Record> Trial<O> of(TaskSubject<O, ?> subject) {
        return new Trial<>(subject, subject.options());
    }

    /** What a check does with each form that the task reads. */
    @FunctionalInterface
    interface PerForm {
        Verdict check(Form form);
    }

    /**
     * The worst answer over all forms that the task reads: what does not concern one form may concern another.
     */
    Verdict perForm(PerForm check) {
        Set<PredictionKind> unknown = new TreeSet<>(subject.component().accepts());
        List<Verdict> verdicts = new ArrayList<>();
        for (Form form : Form.KNOWN) {
            if (unknown.contains(form.kind()) && reads(form)) {
                unknown.remove(form.kind());
                verdicts.add(check.check(form));
            }
        }
        if (verdicts.isEmpty()) {
            return Verdict.notApplicable("the kit knows no predictions of " + unknown + " in the form that it reads");
        }
        Verdict passed = null;
        for (Verdict verdict : verdicts) {
            switch (verdict.status()) {
                case FAIL, PARTIAL, UNTESTED -> {
                    return verdict;
                }
                case PASS -> passed = verdict;
                case NOT_APPLICABLE -> {}
            }
        }
        if (passed == null) {
            return verdicts.get(0);
        }
        return unknown.isEmpty() ? passed : Verdict.partial("the kit knows no predictions of " + unknown);
    }

    /** A task that needs a form of its own says so by its code; one that casts blindly cannot be helped here. */
    private boolean reads(Form form) {
        try {
            ImageTransform frame = Frames.same(64);
            subject.component().postprocess(options, form.placed(frame), frame, names(7));
            return true;
        } catch (VertebraException e) {
            return e.problems().stream().noneMatch(problem -> problem.code() == ErrorCode.TASK_MISMATCH);
        } catch (ClassCastException e) {
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    static Labels names(int count) {
        return new Labels(IntStream.range(0, count).mapToObj(i -> "name " + i).toList());
    }

    /** A result, which a task that was given something sensible has to have. */
    Result result(Predictions predictions, ImageTransform frame, Labels labels) {
        Result result = resultOrRefusal(predictions, frame, labels);
        if (result == null) {
            throw new Broken("refuses ordinary predictions of an image of " + frame.original());
        }
        return result;
    }

    /** A result, or null for predictions that the task refuses with a code. */
    @Nullable
    Result resultOrRefusal(Predictions predictions, ImageTransform frame, Labels labels) {
        Result result;
        try {
            result = subject.component().postprocess(options, predictions, frame, labels);
        } catch (VertebraException e) {
            return null;
        } catch (RuntimeException | LinkageError e) {
            throw new Broken("an image of " + frame.original() + " ends in " + e);
        }
        Broken.unless(result != null, "gives null instead of a result for an image of " + frame.original());
        Broken.unless(
                frame.original().equals(result.image()),
                "says that the image has " + result.image() + " pixels instead of " + frame.original());
        return result;
    }

    private OptionsSchema<O> schema() {
        return OptionsSchema.of(options);
    }

    /** Keys of options that limit how many results there are. */
    List<Option> limits() {
        return schema().options().stream()
                .filter(option -> option.type() == int.class && !option.list())
                .filter(option -> option.key().matches("top|limit|max|(max|top|limit)-.*|.*-limit"))
                .toList();
    }

    /** Keys of options below whose value nothing counts. */
    List<Option> thresholds() {
        return schema().options().stream()
                .filter(option -> (option.type() == float.class || option.type() == double.class) && !option.list())
                .filter(option -> option.key().matches("threshold|.*-threshold|min-score"))
                .toList();
    }

    /** With limits that are not reached and thresholds that let all pass. */
    Trial<O> roomy() {
        Map<String, Object> values = new LinkedHashMap<>();
        limits().forEach(option -> values.put(option.key(), (int) Math.min(ROOM, highest(option, ROOM))));
        thresholds().forEach(option -> values.put(option.key(), number(option, lowest(option))));
        return with(values);
    }

    Trial<O> with(Option option, double value) {
        return with(Map.of(option.key(), number(option, value)));
    }

    private Trial<O> with(Map<String, Object> values) {
        return new Trial<>(subject, schema().with(options, values));
    }

    private static Object number(Option option, double value) {
        if (option.type() == int.class) {
            return (int) value;
        }
        return option.type() == float.class ? (Object) (float) value : (Object) value;
    }

    static double lowest(Option option) {
        Range range = option.range();
        return range == null || Double.isInfinite(range.min()) ? 0 : range.min();
    }

    static double highest(Option option, double otherwise) {
        Range range = option.range();
        return range == null || Double.isInfinite(range.max()) ? otherwise : range.max();
    }
}
