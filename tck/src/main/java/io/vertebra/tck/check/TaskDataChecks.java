package io.vertebra.tck.check;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.result.Result;
import io.vertebra.core.image.Photo;
import io.vertebra.core.image.Prepared;
import io.vertebra.core.image.Preprocessor;
import io.vertebra.tck.subject.TaskSubject;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What goes into a task's network, and what comes out of the task as data. */
@SuppressWarnings("rawtypes") // a class literal has no type arguments
public final class TaskDataChecks implements Family<TaskSubject> {
    /** Behind it a deviation is one of levels up to 255. */
    private static final float LARGEST_DEVIATION = 1;

    @Override
    public Class<TaskSubject> subject() {
        return TaskSubject.class;
    }

    @Override
    public Map<String, Check<TaskSubject>> checks() {
        return Map.of(
                "TASK-06", (subject, bench) -> anyPhoto((TaskSubject<?, ?>) subject),
                "TASK-07", (subject, bench) -> plain((TaskSubject<?, ?>) subject));
    }

    private static Verdict anyPhoto(TaskSubject<?, ?> subject) {
        Preprocessing preprocessing = subject.component().defaultPreprocessing();
        Broken.unless(preprocessing != null, "gives null instead of a default preprocessing");
        for (float mean : preprocessing.mean()) {
            Broken.unless(mean >= 0 && mean <= 1, "states the mean " + mean + "; pixels lie in [0, 1]");
        }
        for (float deviation : preprocessing.std()) {
            Broken.unless(
                    Float.isFinite(deviation) && deviation <= LARGEST_DEVIATION,
                    "states the deviation " + deviation + "; pixels lie in [0, 1]");
        }
        for (Photo photo : Photos.all()) {
            byte[] before = photo.rgb();
            Prepared prepared = new Preprocessor().prepare(photo, preprocessing);
            requirePrepared(photo, prepared, preprocessing);
            Broken.unless(Arrays.equals(before, photo.rgb()), "the photo " + photo.name() + " is changed");
            requireUsable(subject, prepared.transform());
        }
        return Verdict.pass();
    }

    private static void requirePrepared(Photo photo, Prepared prepared, Preprocessing preprocessing) {
        ImageSize input = prepared.transform().input();
        FloatBuffer data = prepared.data();
        Broken.unless(
                data.remaining() == 3 * input.width() * input.height(),
                data.remaining() + " values for an input of " + input + " from the photo " + photo.name());
        boolean free = preprocessing.followsImage();
        Broken.unless(
                free || input.equals(preprocessing.size()),
                "an input of " + input + " instead of " + preprocessing.size() + " from the photo " + photo.name());
        while (data.hasRemaining()) {
            float value = data.get();
            Broken.unless(Float.isFinite(value), "the photo " + photo.name() + " becomes " + value);
        }
    }

    private static void requireUsable(TaskSubject<?, ?> subject, ImageTransform frame) {
        Trial<?> trial = Trial.of(subject);
        trial.perForm(form -> {
            trial.result(form.placed(frame), frame, Trial.names(7));
            return Verdict.pass();
        });
    }

    private static Verdict plain(TaskSubject<?, ?> subject) {
        Trial<?> trial = Trial.of(subject).roomy();
        return trial.perForm(form -> {
            ImageTransform frame = Frames.same(64);
            List<Predictions> all = List.of(form.placed(frame), form.nothing(frame));
            for (Predictions predictions : all) {
                Result result = trial.result(predictions, frame, Trial.names(7));
                Class<?> declared = subject.component().resultType();
                Broken.unless(
                        declared == result.getClass(),
                        "declares " + declared.getName() + " and gives "
                                + result.getClass().getName());
                Broken.unless(
                        result instanceof Record, "gives " + result.getClass().getName() + ", no record");
                String foreign = PlainData.foreign(result);
                Broken.unless(foreign == null, foreign + ", which is no plain data");
            }
            return Verdict.pass();
        });
    }
}
