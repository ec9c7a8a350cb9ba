package io.vertebra.tck.check;

import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.result.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A form of predictions that the kit can make up. */
interface Form {
    /** All that the kit knows. */
    List<Form> KNOWN = List.of(new BoxForm(), new ScoreForm(), new KeypointForm(), new MapForm());

    /** What it holds. */
    PredictionKind kind();

    /** Nothing was found. */
    Predictions nothing(ImageTransform frame);

    /** What a network without sense may give: far outside, huge, not a number, labels that no list has. */
    List<Predictions> hostile(ImageTransform frame);

    /** Something at a place of the original image that {@link #misplaced} knows. */
    Predictions placed(ImageTransform frame);

    /** What the result says of that place in words, or null when it is right or the result states no places. */
    @Nullable
    String misplaced(Result result, ImageTransform frame);

    /**
     * So many findings apart from each other, on an image of 64 pixels that is the input.
     *
     * @param scores in [0, 1], one a finding
     * @param labels one a finding
     */
    Predictions findings(List<Float> scores, List<Integer> labels);

    /** Which finding an element of a result's list is; null when it does not show. */
    @Nullable
    Integer index(Record element);

    /** Whether labels that no result may carry are left out of it, and findings have labels that one can choose. */
    boolean labelled();

    /** The label by score of findings that have different scores. */
    default Map<Float, Integer> byScore(List<Float> scores, List<Integer> labels) {
        Map<Float, Integer> byScore = new HashMap<>();
        for (int i = 0; i < scores.size(); i++) {
            byScore.put(scores.get(i), labels.get(i));
        }
        return byScore;
    }
}
