package io.vertebra.core.builtin;

import io.vertebra.api.model.Canvas;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Task;
import io.vertebra.api.options.Doc;
import io.vertebra.api.options.Range;
import io.vertebra.api.result.ClassScore;
import io.vertebra.api.result.Classes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What is in the image as a whole. */
final class ClassificationTask implements Task<ClassificationTask.Options, Classes> {
    private static final String ID = "classification";

    record Options(
            @Range(min = 1, max = 1000) @Doc("how many classes a result names at most")
            int top) {}

    @Override
    public Card card() {
        return Card.of(ID, "The most likely classes of an image");
    }

    @Override
    public Options defaults() {
        return new Options(5);
    }

    @Override
    public Set<PredictionKind> accepts() {
        return Set.of(PredictionKind.CLASSES);
    }

    @Override
    public Class<Classes> resultType() {
        return Classes.class;
    }

    @Override
    public Preprocessing defaultPreprocessing() {
        return Preprocessing.imagenet();
    }

    /** The best first; of equal scores the smaller label first. A probability that is no number names nothing. */
    @Override
    public Classes postprocess(Options options, Predictions predictions, ImageTransform transform, Labels labels) {
        List<Float> probabilities =
                TaskInput.require(Predictions.Scores.class, predictions, ID).probabilities();
        List<ClassScore> classes = new ArrayList<>();
        for (int label = 0; label < probabilities.size(); label++) {
            if (labels.isResult(label) && !probabilities.get(label).isNaN()) {
                classes.add(new ClassScore(label, labels.name(label), probabilities.get(label)));
            }
        }
        classes.sort(Comparator.comparing(ClassScore::score, Comparator.reverseOrder()));
        return new Classes(
                transform.original(), classes.stream().limit(options.top()).toList());
    }

    @Override
    public void draw(Classes result, Canvas canvas) {
        canvas.legend(result.classes().stream()
                .map(found -> new Canvas.Line(found.label(), TaskInput.caption(found.name(), found.score())))
                .toList());
    }
}
