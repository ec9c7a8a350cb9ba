package io.vertebra.face.ssd;

import io.vertebra.api.box.Boxes;
import io.vertebra.api.box.Nms;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Predictions.ScoredBox;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.model.RawOutputs.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads boxes from the raw outputs: scores by sigmoid, boxes relative to their anchors, then non-maximum suppression. */
final class SsdFaceDecoder {
    private static final int FACE_CHANNEL = 1;
    private static final int FACE_LABEL = 0;
    /** Centres were trained on a tenfold, sizes on a fivefold scale. */
    private static final float CENTRE_SCALE = 10;

    private static final float SIZE_SCALE = 5;

    private final SsdFaceOptions options;
    private final ImageSize input;

    SsdFaceDecoder(SsdFaceOptions options, ImageSize input) {
        this.options = options;
        this.input = input;
    }

    List<Predictions> decode(RawOutputs raw) {
        int images = raw.get("cls.0").size(0);
        List<Predictions> predictions = new ArrayList<>();
        for (int n = 0; n < images; n++) {
            predictions.add(image(raw, n));
        }
        return predictions;
    }

    private Predictions image(RawOutputs raw, int n) {
        List<ScoredBox> candidates = new ArrayList<>();
        for (int level = 0; level < Anchors.LEVELS; level++) {
            candidates(level, raw.get("cls." + level), raw.get("reg." + level), n, candidates);
        }
        float[] boxes = Boxes.of(candidates.stream().map(ScoredBox::box).toList());
        float[] scores = new float[candidates.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = candidates.get(i).score();
        }
        int[] kept = Nms.keep(boxes, scores, options.nmsThreshold(), options.maxDetections());
        return new Predictions.Boxes(
                Arrays.stream(kept).mapToObj(candidates::get).toList());
    }

    private void candidates(int level, Value scores, Value codes, int n, List<ScoredBox> found) {
        int rows = scores.size(2);
        int columns = scores.size(3);
        int perCell = Anchors.perCell(level);
        List<Anchors.Anchor> anchors = Anchors.of(level, rows, columns);
        for (int i = 0; i < anchors.size(); i++) {
            int cell = i / perCell;
            int form = i % perCell;
            int plane = rows * columns;
            int image = n * perCell * plane;
            float logit =
                    scores.data().get(SsdFace.CLASSES * image + (SsdFace.CLASSES * form + FACE_CHANNEL) * plane + cell);
            float score = (float) (1 / (1 + Math.exp(-logit)));
            if (score > options.scoreThreshold()) {
                add(box(anchors.get(i), codes, 4 * image + 4 * form * plane + cell, plane), score, found);
            }
        }
    }

    /** Left, top, right, bottom in input pixels; the codes are (centre y, centre x, height, width), a plane apart. */
    private double[] box(Anchors.Anchor anchor, Value codes, int at, int plane) {
        double centreY = codes.data().get(at) / CENTRE_SCALE * anchor.height() + anchor.centreY();
        double centreX = codes.data().get(at + plane) / CENTRE_SCALE * anchor.width() + anchor.centreX();
        double height = Math.exp(codes.data().get(at + 2 * plane) / SIZE_SCALE) * anchor.height();
        double width = Math.exp(codes.data().get(at + 3 * plane) / SIZE_SCALE) * anchor.width();
        return new double[] {
            (centreX - width / 2) * input.width(),
            (centreY - height / 2) * input.height(),
            (centreX + width / 2) * input.width(),
            (centreY + height / 2) * input.height()
        };
    }

    /** A box without finite edges has no place in the image; only weights that are not this network's give one. */
    private static void add(double[] edges, float score, List<ScoredBox> found) {
        float[] rounded = new float[edges.length];
        for (int i = 0; i < edges.length; i++) {
            rounded[i] = (float) edges[i];
            if (!Float.isFinite(rounded[i])) {
                return;
            }
        }
        found.add(new ScoredBox(new Box(rounded[0], rounded[1], rounded[2], rounded[3]), FACE_LABEL, score));
    }
}
