package io.vertebra.tck.reference;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.geometry.Box;
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
import io.vertebra.api.result.Detection;
import io.vertebra.api.result.Detections;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Boxes above a threshold, the best first. Not final: mutants change one step. */
public class ReferenceTask implements Task<ReferenceTask.Options, Detections> {
    /** What a recipe can choose. */
    public record Options(
            @Doc("boxes of a lower score are left out") @Range(min = 0, max = 1)
            float threshold,

            @Doc("how many boxes a result holds at most") @Range(min = 1, max = 1000)
            int top) {}

    @Override
    public Card card() {
        return Card.of("reference-task", "Boxes above a threshold");
    }

    @Override
    public Options defaults() {
        return new Options(0.5f, 20);
    }

    @Override
    public Set<PredictionKind> accepts() {
        return Set.of(PredictionKind.BOXES);
    }

    @Override
    public Class<Detections> resultType() {
        return Detections.class;
    }

    @Override
    public Preprocessing defaultPreprocessing() {
        return Preprocessing.imagenet();
    }

    @Override
    public Detections postprocess(Options options, Predictions predictions, ImageTransform transform, Labels labels) {
        if (!(predictions instanceof Predictions.Boxes boxes)) {
            throw new LoadException(Problem.of(ErrorCode.TASK_MISMATCH, "the reference task reads boxes"));
        }
        List<Detection> found = new ArrayList<>();
        for (Predictions.ScoredBox one : boxes.boxes()) {
            Box box = place(one.box(), transform);
            if (isWanted(options, one, labels) && box.width() > 0 && box.height() > 0) {
                found.add(
                        new Detection(box, label(one.label(), labels), name(one.label(), labels), score(one.score())));
            }
        }
        order(found);
        return new Detections(
                transform.original(), found.stream().limit(limit(options)).toList());
    }

    /** On the original image. */
    protected Box place(Box box, ImageTransform transform) {
        return transform.toOriginal(box);
    }

    /** Whether it may be in the result. */
    protected boolean isWanted(Options options, Predictions.ScoredBox box, Labels labels) {
        return labels.isResult(box.label()) && box.score() >= options.threshold();
    }

    /** Of the result. */
    protected int label(int label, Labels labels) {
        return label;
    }

    /** Of the class. */
    protected String name(int label, Labels labels) {
        return labels.name(label);
    }

    /** Of the result. */
    protected float score(float score) {
        return score;
    }

    /** The best first. */
    protected void order(List<Detection> found) {
        found.sort(Comparator.comparing(Detection::score, Comparator.reverseOrder()));
    }

    /** How many are kept. */
    protected int limit(Options options) {
        return options.top();
    }

    @Override
    public void draw(Detections result, Canvas canvas) {
        result.detections().forEach(found -> canvas.box(found.box(), found.label(), found.name()));
    }
}
