package io.vertebra.core.builtin;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
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

/** Which objects are where. The score threshold is the head's, because it decides before suppression. */
final class DetectionTask implements Task<DetectionTask.Options, Detections> {
    private static final String ID = "detection";

    record Options(
            @Range(min = 1, max = 1000) @Doc("how many objects a result holds at most")
            int maxDetections) {}

    @Override
    public Card card() {
        return Card.of(ID, "Objects of an image with their boxes");
    }

    @Override
    public Options defaults() {
        return new Options(100);
    }

    @Override
    public Set<PredictionKind> accepts() {
        return Set.of(PredictionKind.BOXES);
    }

    @Override
    public Class<Detections> resultType() {
        return Detections.class;
    }

    /** The whole image at 512x512: a square that the strides of all detectors divide. */
    @Override
    public Preprocessing defaultPreprocessing() {
        Preprocessing imagenet = Preprocessing.imagenet();
        return new Preprocessing(
                ImageSize.square(512),
                Preprocessing.Fit.STRETCH,
                0,
                imagenet.kernel(),
                imagenet.channels(),
                imagenet.mean(),
                imagenet.std());
    }

    /** The best first, equal scores in the order of the head; without boxes that lie outside the image or whose score is no number. */
    @Override
    public Detections postprocess(Options options, Predictions predictions, ImageTransform transform, Labels labels) {
        List<Detection> detections = new ArrayList<>();
        for (Predictions.ScoredBox found :
                TaskInput.require(Predictions.Boxes.class, predictions, ID).boxes()) {
            Box box = transform.toOriginal(found.box());
            boolean seen = box.width() > 0 && box.height() > 0 && !Float.isNaN(found.score());
            if (seen && labels.isResult(found.label())) {
                detections.add(new Detection(box, found.label(), labels.name(found.label()), found.score()));
            }
        }
        detections.sort(Comparator.comparing(Detection::score, Comparator.reverseOrder()));
        return new Detections(
                transform.original(),
                detections.stream().limit(options.maxDetections()).toList());
    }

    @Override
    public void draw(Detections result, Canvas canvas) {
        for (Detection found : result.detections()) {
            canvas.box(found.box(), found.label(), TaskInput.caption(found.name(), found.score()));
        }
    }
}
