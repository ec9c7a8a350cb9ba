package io.vertebra.detection.retinanet;

import io.vertebra.api.box.BoxCoder;
import io.vertebra.api.box.Boxes;
import io.vertebra.api.box.Nms;
import io.vertebra.api.feature.FeatureLevel;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.DecodeContext;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Predictions.ScoredBox;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.model.RawOutputs.Value;
import io.vertebra.detection.retinanet.RetinaNetOptions.AnchorForm;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Section 4.1 of the paper, "Inference": of each level the best scores above the threshold, only these decoded, cut at the edge of
 * the image, then suppressed class by class over all levels.
 */
final class RetinaNetDecoder {
    /** Logits this far below the threshold's are left out without computing their score; far more than rounding moves it. */
    private static final double MARGIN = 1e-3;

    /** mmdetection also keeps sides from getting more than 1000 / 16 times shorter than the anchor's. */
    private static final float LEAST = (float) -Math.log(1000.0 / 16);

    private final RetinaNetOptions options;
    private final DecodeContext context;

    RetinaNetDecoder(RetinaNetOptions options, DecodeContext context) {
        this.options = options;
        this.context = context;
    }

    /**
     * What one level gives.
     *
     * @param boxes corners, cut at the image's edge
     * @param scores one a box, the best first
     * @param classes one a box
     */
    private record Found(float[] boxes, float[] scores, int[] classes) {}

    List<Predictions> decode(RawOutputs raw) {
        if (context.levels().isEmpty()) {
            throw new IllegalArgumentException("anchors are laid by the strides of the levels, and the context has none");
        }
        List<Predictions> predictions = new ArrayList<>();
        for (int n = 0; n < context.valid().size(); n++) {
            List<Found> levels = new ArrayList<>();
            for (FeatureLevel level : context.levels()) {
                levels.add(level(level.stride(), raw.get("cls." + level.name()), raw.get("reg." + level.name()), n));
            }
            predictions.add(suppressed(joined(levels)));
        }
        return predictions;
    }

    private Found level(int stride, Value logits, Value codes, int image) {
        ImageSize map = new ImageSize(logits.size(3), logits.size(2));
        int plane = map.width() * map.height();
        BestScores best = best(logits.data(), image * logits.size(1) * plane, logits.size(1) * plane);
        int count = best.finish();
        LevelAnchors grid = LevelAnchors.of(options.anchors(), stride, context.input(), map);
        float[] anchors = new float[4 * count];
        float[] differences = new float[4 * count];
        float[] scores = new float[count];
        int[] classes = new int[count];
        for (int rank = 0; rank < count; rank++) {
            int channel = best.place(rank) / plane;
            int cell = best.place(rank) % plane;
            int anchor = channel / options.classes();
            scores[rank] = best.score(rank);
            classes[rank] = channel % options.classes();
            grid.put(anchor, cell / map.width(), cell % map.width(), anchors, 4 * rank);
            int at = (image * codes.size(1) + 4 * anchor) * plane + cell;
            for (int k = 0; k < 4; k++) {
                differences[4 * rank + k] = difference(k, codes.data().get(at + k * plane));
            }
        }
        float[] boxes = BoxCoder.UNIT.decode(differences, anchors);
        return new Found(Boxes.clip(boxes, context.valid().get(image)), scores, classes);
    }

    private float difference(int k, float code) {
        return k > 1 && options.anchors() == AnchorForm.MMDET ? Math.max(LEAST, code) : code;
    }

    /** Places are relative to the image's first logit. */
    private BestScores best(FloatBuffer logits, int start, int length) {
        float threshold = options.scoreThreshold();
        double least = Math.log(threshold / (1.0 - threshold)) - MARGIN;
        BestScores best = new BestScores(Math.min(options.preNms(), length));
        for (int place = 0; place < length; place++) {
            float logit = logits.get(start + place);
            if (logit > least) {
                float score = (float) (1 / (1 + Math.exp(-logit)));
                if (score > threshold) {
                    best.offer(score, place);
                }
            }
        }
        return best;
    }

    private static Found joined(List<Found> levels) {
        int count = levels.stream().mapToInt(found -> found.scores.length).sum();
        Found all = new Found(new float[4 * count], new float[count], new int[count]);
        int at = 0;
        for (Found found : levels) {
            System.arraycopy(found.boxes, 0, all.boxes, 4 * at, found.boxes.length);
            System.arraycopy(found.scores, 0, all.scores, at, found.scores.length);
            System.arraycopy(found.classes, 0, all.classes, at, found.classes.length);
            at += found.scores.length;
        }
        return all;
    }

    private Predictions suppressed(Found found) {
        forgetEmpty(found);
        int[] kept =
                Nms.perClass(found.boxes, found.scores, found.classes, options.nmsThreshold(), options.maxDetections());
        List<ScoredBox> boxes = new ArrayList<>(kept.length);
        for (int i : kept) {
            boxes.add(new ScoredBox(Boxes.get(found.boxes, i), found.classes[i], found.scores[i]));
        }
        return new Predictions.Boxes(boxes);
    }

    /** What lies outside of the image is empty now and takes no place among the results. */
    private static void forgetEmpty(Found found) {
        for (int i = 0; i < found.scores.length; i++) {
            boolean wide = found.boxes[4 * i + 2] > found.boxes[4 * i];
            boolean high = found.boxes[4 * i + 3] > found.boxes[4 * i + 1];
            if (!wide || !high) {
                found.scores[i] = Float.NaN; // never kept
            }
        }
    }
}
