package io.vertebra.tck.reference;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.LoadException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Canvas;
import io.vertebra.api.model.Card;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Labels;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Task;
import io.vertebra.api.options.NoOptions;
import io.vertebra.api.result.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Odd but legal: it reads two forms, refuses what is no number, says how many there are of what, and has neither places nor
 * scores nor a list; it prepares photos in a way of its own and draws nothing.
 */
public final class OddTask implements Task<NoOptions, OddTask.Counts> {
    /** How many there are, by name. */
    public record Counts(ImageSize image, Map<String, Integer> counts, Optional<String> most, double[] shares)
            implements Result {
        @Override
        public String kind() {
            return "counts";
        }
    }

    @Override
    public Card card() {
        return Card.of("odd-task", "Unusual and right");
    }

    @Override
    public NoOptions defaults() {
        return new NoOptions();
    }

    @Override
    public Set<PredictionKind> accepts() {
        return Set.of(PredictionKind.BOXES, PredictionKind.MAPS);
    }

    @Override
    public Class<Counts> resultType() {
        return Counts.class;
    }

    @Override
    public Preprocessing defaultPreprocessing() {
        return new Preprocessing(
                new ImageSize(60, 20),
                Preprocessing.Fit.PAD_END,
                0,
                Preprocessing.Kernel.PIL_BICUBIC,
                Preprocessing.Channels.BGR,
                List.of(0f, 1f, 0.5f),
                List.of(1f, 0.01f, 1f));
    }

    @Override
    public Counts postprocess(NoOptions options, Predictions predictions, ImageTransform transform, Labels labels) {
        Map<String, Integer> counts = new TreeMap<>();
        if (predictions instanceof Predictions.Boxes boxes) {
            for (Predictions.ScoredBox box : boxes.boxes()) {
                if (Float.isNaN(box.score())) {
                    throw new LoadException(Problem.of(ErrorCode.INTERNAL, "scores are numbers"));
                }
                counts.merge(labels.name(box.label()), 1, Integer::sum);
            }
        } else if (predictions instanceof Predictions.Maps maps) {
            for (int label : maps.labels()) {
                if (labels.isResult(label)) {
                    counts.merge(labels.name(label), 1, Integer::sum);
                }
            }
        } else {
            throw new LoadException(Problem.of(ErrorCode.TASK_MISMATCH, "the odd task reads boxes and maps"));
        }
        return new Counts(
                transform.original(), counts, counts.keySet().stream().findFirst(), new double[] {counts.size()});
    }

    @Override
    public void draw(Counts result, Canvas canvas) {}
}
