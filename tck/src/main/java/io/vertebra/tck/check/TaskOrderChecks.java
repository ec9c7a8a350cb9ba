package io.vertebra.tck.check;

import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.options.Option;
import io.vertebra.api.result.Result;
import io.vertebra.tck.subject.TaskSubject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What a task lists: in which order, under which names, and how much of it. */
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class TaskOrderChecks implements Family<TaskSubject> {
    private static final ImageTransform FRAME = Frames.same(64);
    private static final Labels LABELS = Trial.names(12);
    /** Unsorted and with ties. */
    private static final List<Float> SCORES =
            List.of(0.5f, 0.9f, 0.25f, 0.9f, 1f, 0.5f, 0.75f, 0.9f, 0f, 0.5f, 0.25f, 0.125f);

    private static final List<Integer> EACH =
            IntStream.range(0, SCORES.size()).boxed().toList();
    /** All different. */
    private static final List<Float> APART =
            EACH.stream().map(i -> (float) ((7 * i % 12) + 1) / 16).toList();

    private static final float ROUNDING = 1e-6f;

    @Override
    public Class<TaskSubject> subject() {
        return TaskSubject.class;
    }

    @Override
    public Map<String, Check<TaskSubject>> checks() {
        return Map.of(
                "TASK-02", (subject, bench) -> sorted((TaskSubject<?, ?>) subject),
                "TASK-03", (subject, bench) -> named((TaskSubject<?, ?>) subject),
                "TASK-04", (subject, bench) -> thresholds((TaskSubject<?, ?>) subject));
    }

    private static Verdict sorted(TaskSubject<?, ?> subject) {
        Trial<?> trial = Trial.of(subject).roomy();
        return trial.perForm(form -> {
            Predictions findings = form.findings(SCORES, EACH);
            Result all = trial.result(findings, FRAME, LABELS);
            requireScores(all);
            List<List<Record>> lists = Findings.lists(all);
            if (lists.isEmpty()) {
                return Verdict.notApplicable("its result lists nothing");
            }
            lists.forEach(list -> requireOrder(form, list));
            for (Option option : trial.limits()) {
                for (int limit : new int[] {1, 3}) {
                    List<List<Record>> few =
                            Findings.lists(trial.with(option, limit).result(findings, FRAME, LABELS));
                    requireLimit(option, limit, lists, few);
                }
            }
            return Verdict.pass();
        });
    }

    private static void requireScores(Result result) {
        for (Record record : PlainData.records(result)) {
            Double score = Findings.score(record);
            Broken.unless(
                    score == null || score >= 0 && score <= 1 + ROUNDING,
                    "a score lies in [0, 1], and it gives " + score + " in " + record);
        }
    }

    private static void requireOrder(Form form, List<Record> list) {
        for (int i = 1; i < list.size(); i++) {
            Double before = Findings.rank(list.get(i - 1));
            Double after = Findings.rank(list.get(i));
            if (before == null || after == null) {
                return;
            }
            Broken.unless(before >= after, "the best come first, and " + before + " stands before " + after);
            Integer first = form.index(list.get(i - 1));
            Integer second = form.index(list.get(i));
            Broken.unless(
                    !before.equals(after) || first == null || second == null || first < second,
                    "equal scores keep their order, and finding " + second + " stands behind " + first);
        }
    }

    private static void requireLimit(Option option, int limit, List<List<Record>> all, List<List<Record>> few) {
        for (int i = 0; i < all.size(); i++) {
            List<Record> expected =
                    all.get(i).subList(0, Math.min(limit, all.get(i).size()));
            Broken.unless(
                    few.get(i).size() <= limit,
                    option.key() + " of " + limit + " lets " + few.get(i).size() + " through");
            Broken.unless(
                    contents(expected).equals(contents(few.get(i))),
                    option.key() + " of " + limit + " keeps others than the best: " + few.get(i));
        }
    }

    private static List<Object> contents(List<Record> records) {
        return records.stream().map(PlainData::content).toList();
    }

    private static Verdict named(TaskSubject<?, ?> subject) {
        Trial<?> trial = Trial.of(subject).roomy();
        List<Labels> lists = List.of(
                Trial.names(1),
                Trial.names(2),
                Trial.names(7),
                new Labels(List.of(Labels.BACKGROUND, "one", Labels.GAP, "three")));
        List<Integer> indices = List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 40, 300, -1);
        return trial.perForm(form -> {
            Predictions findings = form.kind() == PredictionKind.KEYPOINTS
                    ? KeypointForm.figure(APART)
                    : form.findings(APART, indices);
            Map<Float, Integer> given = form.byScore(APART, indices);
            boolean any = false;
            for (Labels labels : lists) {
                Result result = trial.resultOrRefusal(findings, FRAME, labels);
                any |= result != null && requireNames(form, result, given, labels);
            }
            return any ? Verdict.pass() : Verdict.notApplicable("its result names nothing that is told apart by score");
        });
    }

    /** Whether anything was named. */
    private static boolean requireNames(Form form, Result result, Map<Float, Integer> given, Labels labels) {
        Set<Integer> seen = new HashSet<>();
        boolean any = false;
        for (Record record : PlainData.records(result)) {
            Object name = PlainData.component(record, "name");
            Object label = PlainData.component(record, "label");
            if (!(PlainData.component(record, "score") instanceof Float score) || name == null && label == null) {
                continue;
            }
            any = true;
            Integer index = given.get(score);
            Broken.unless(index != null, "a score that nothing had: " + record);
            seen.add(index);
            Broken.unless(label == null || label.equals(index), "label " + index + " of the network became " + record);
            Broken.unless(
                    name == null || name.equals(labels.name(index)),
                    "label " + index + " is called '" + name + "' instead of '" + labels.name(index) + "'");
            Broken.unless(
                    index >= 0 && (!form.labelled() || labels.isResult(index)),
                    "label " + index + " may be in no result, and is: " + record);
        }
        for (int index : given.values()) {
            boolean wanted = index >= 0 && index < labels.names().size() && labels.isResult(index);
            Broken.unless(!any || !wanted || seen.contains(index), "label " + index + " is missing from the result");
        }
        return any;
    }

    private static Verdict thresholds(TaskSubject<?, ?> subject) {
        Trial<?> trial = Trial.of(subject).roomy();
        List<Option> options = trial.thresholds();
        if (options.isEmpty()) {
            return Verdict.notApplicable("none of its options is a threshold");
        }
        return trial.perForm(form -> {
            Predictions findings = form.findings(APART, EACH);
            for (Option option : options) {
                double lowest = Trial.lowest(option);
                double range = Trial.highest(option, 1) - lowest;
                double high = lowest + 0.55 * range;
                List<Object> more = counted(trial.with(option, lowest + 0.2 * range), findings);
                List<Object> less = counted(trial.with(option, high), findings);
                long added = less.stream().filter(one -> !more.contains(one)).count();
                Broken.unless(
                        added == 0,
                        "a higher " + option.key() + " gives what a lower one does not: " + added + " of "
                                + less.size());
                Broken.unless(less.size() < more.size(), option.key() + " changes nothing");
                requireAbove(trial.with(option, high).result(findings, FRAME, LABELS), option, high);
            }
            return Verdict.pass();
        });
    }

    private static void requireAbove(Result result, Option option, double threshold) {
        for (Record record : Findings.counted(result)) {
            Double score = Findings.score(record);
            Broken.unless(
                    score == null || score >= threshold - ROUNDING,
                    option.key() + " of " + threshold + " lets " + record + " through");
        }
    }

    private static List<Object> counted(Trial<?> trial, Predictions findings) {
        List<Object> counted = new ArrayList<>();
        Findings.counted(trial.result(findings, FRAME, LABELS))
                .forEach(record -> counted.add(PlainData.content(record)));
        return counted;
    }
}
