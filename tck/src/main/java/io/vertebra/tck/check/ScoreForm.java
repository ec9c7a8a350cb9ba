package io.vertebra.tck.check;

import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.result.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Probabilities of the whole image: the label of a finding is its position. */
final class ScoreForm implements Form {
    private static final float NAN = Float.NaN;

    @Override
    public PredictionKind kind() {
        return PredictionKind.CLASSES;
    }

    @Override
    public Predictions nothing(ImageTransform frame) {
        return new Predictions.Scores(List.of());
    }

    @Override
    public List<Predictions> hostile(ImageTransform frame) {
        return List.of(
                new Predictions.Scores(Collections.nCopies(7, NAN)),
                new Predictions.Scores(List.of(0.1f, NAN, 0.9f)),
                new Predictions.Scores(Collections.nCopies(1000, 0.001f)));
    }

    @Override
    public Predictions placed(ImageTransform frame) {
        return new Predictions.Scores(List.of(0.1f, 0.9f));
    }

    @Override
    public @Nullable String misplaced(Result result, ImageTransform frame) {
        return null;
    }

    @Override
    public Predictions findings(List<Float> scores, List<Integer> labels) {
        return new Predictions.Scores(scores);
    }

    @Override
    public Map<Float, Integer> byScore(List<Float> scores, List<Integer> labels) {
        Map<Float, Integer> byScore = new HashMap<>();
        List<Float> all = new ArrayList<>(scores);
        all.forEach(score -> byScore.put(score, all.indexOf(score)));
        return byScore;
    }

    @Override
    public @Nullable Integer index(Record element) {
        return PlainData.component(element, "label") instanceof Integer label ? label : null;
    }

    @Override
    public boolean labelled() {
        return true;
    }
}
