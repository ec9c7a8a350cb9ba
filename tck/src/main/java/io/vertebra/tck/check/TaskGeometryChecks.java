package io.vertebra.tck.check;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Mask;
import io.vertebra.api.model.Canvas;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Task;
import io.vertebra.api.result.Result;
import io.vertebra.tck.subject.TaskSubject;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where a task says that things are. */
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class TaskGeometryChecks implements Family<TaskSubject> {
    private static final double ROUNDING = 1e-3;
    private static final Labels LABELS = Trial.names(7);

    @Override
    public Class<TaskSubject> subject() {
        return TaskSubject.class;
    }

    @Override
    public Map<String, Check<TaskSubject>> checks() {
        return Map.of(
                "TASK-01", (subject, bench) -> inside((TaskSubject<?, ?>) subject),
                "TASK-05", (subject, bench) -> eachItsOwn((TaskSubject<?, ?>) subject));
    }

    private static <O extends Record, R extends Result> Verdict inside(TaskSubject<O, R> subject) {
        Trial<O> trial = Trial.of(subject).roomy();
        return trial.perForm(form -> {
            for (ImageTransform frame : Frames.all()) {
                for (Predictions hostile : form.hostile(frame)) {
                    Result result = trial.resultOrRefusal(hostile, frame, LABELS);
                    if (result != null) {
                        requireInside(result, frame.original());
                        draw(subject.component(), result);
                    }
                }
                requirePlaced(form, trial.result(form.placed(frame), frame, LABELS), frame);
            }
            return Verdict.pass();
        });
    }

    private static void requirePlaced(Form form, Result result, ImageTransform frame) {
        String misplaced = form.misplaced(result, frame);
        Broken.unless(
                misplaced == null,
                "on an image of " + frame.original() + " in an input of " + frame.input() + ": " + misplaced);
    }

    static void requireInside(Result result, ImageSize image) {
        PlainData.walk(result, (path, value) -> {
            boolean number = value instanceof Float || value instanceof Double;
            Broken.unless(!number || Double.isFinite(((Number) value).doubleValue()), path + " is " + value);
            if (value instanceof float[] || value instanceof double[]) {
                for (int i = 0; i < Array.getLength(value); i++) {
                    double one = Array.getDouble(value, i);
                    Broken.unless(Double.isFinite(one), path + " holds " + one);
                }
            } else if (value instanceof Box box) {
                Broken.unless(isInside(box, image), path + " leaves the image of " + image + ": " + box);
            } else if (value instanceof Mask mask) {
                Broken.unless(mask.size().equals(image), path + " covers " + mask.size() + " of an image of " + image);
            }
        });
    }

    private static boolean isInside(Box box, ImageSize image) {
        return box.x1() >= -ROUNDING
                && box.y1() >= -ROUNDING
                && box.x2() <= image.width() + ROUNDING
                && box.y2() <= image.height() + ROUNDING;
    }

    private static <O extends Record, R extends Result> void draw(Task<O, R> task, Result result) {
        List<Box> drawn = new ArrayList<>();
        try {
            task.draw(task.resultType().cast(result), new Listening(drawn));
        } catch (RuntimeException e) {
            throw new Broken("drawing a result ends in " + e);
        }
        for (Box box : drawn) {
            Broken.unless(isInside(box, result.image()), "draws outside the image of " + result.image() + ": " + box);
        }
    }

    private static Verdict eachItsOwn(TaskSubject<?, ?> subject) {
        Trial<?> trial = Trial.of(subject).roomy();
        return trial.perForm(form -> {
            for (ImageTransform frame : Frames.three()) {
                requireEmpty(trial.result(form.nothing(frame), frame, LABELS));
            }
            List<ImageTransform> frames = Frames.three();
            List<Object> forth = new ArrayList<>();
            for (ImageTransform frame : frames) {
                Result result = trial.result(form.placed(frame), frame, LABELS);
                requirePlaced(form, result, frame);
                forth.add(PlainData.content(result));
            }
            for (int i = frames.size() - 1; i >= 0; i--) {
                Result again = trial.result(form.placed(frames.get(i)), frames.get(i), LABELS);
                Broken.unless(
                        forth.get(i).equals(PlainData.content(again)),
                        "an image of " + frames.get(i).original() + " has another result after other images");
            }
            return Verdict.pass();
        });
    }

    private static void requireEmpty(Result result) {
        PlainData.walk(
                result,
                (path, value) -> Broken.unless(
                        value != null || !path.matches("\\w+\\.\\w+"), path + " is null when nothing was found"));
        for (List<Record> list : Findings.lists(result)) {
            Broken.unless(list.isEmpty(), "finds " + list.size() + " where nothing was found: " + list);
        }
    }

    /** Keeps the boxes. */
    private record Listening(List<Box> boxes) implements Canvas {
        @Override
        public void box(Box box, int label, String caption) {
            boxes.add(box);
        }

        @Override
        public void mask(int[] labels, Set<Integer> shown) {}

        @Override
        public void legend(List<Line> lines) {}

        @Override
        public void skeleton(List<Limb> limbs, List<Dot> joints) {}
    }
}
