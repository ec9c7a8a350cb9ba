package io.vertebra.face.yolo;

import io.vertebra.api.box.Boxes;
import io.vertebra.api.box.Nms;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Predictions.ScoredBox;
import io.vertebra.api.model.RawOutputs.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads boxes from the raw output: centres relative to their cell, sizes to an anchor, then non-maximum suppression. */
final class YoloFaceDecoder {
    /** Sizes in cells, as the reference's weights were trained with. */
    static final List<Anchor> ANCHORS = List.of(
            new Anchor(1.603231, 2.094468),
            new Anchor(6.041143, 7.080126),
            new Anchor(2.882459, 3.518061),
            new Anchor(4.266906, 5.178857),
            new Anchor(9.041765, 10.66308));

    private static final int FACE_LABEL = 0;

    private final YoloFaceOptions options;
    private final ImageSize input;

    /**
     * A default box.
     *
     * @param width in cells
     * @param height in cells
     */
    record Anchor(double width, double height) {}

    YoloFaceDecoder(YoloFaceOptions options, ImageSize input) {
        this.options = options;
        this.input = input;
    }

    List<Predictions> decode(Value output) {
        List<Predictions> predictions = new ArrayList<>();
        for (int n = 0; n < output.size(0); n++) {
            predictions.add(image(output, n));
        }
        return predictions;
    }

    private Predictions image(Value output, int n) {
        List<ScoredBox> candidates = new ArrayList<>();
        for (int row = 0; row < output.size(2); row++) {
            for (int column = 0; column < output.size(3); column++) {
                for (int anchor = 0; anchor < ANCHORS.size(); anchor++) {
                    candidate(new Codes(output, n, anchor, row, column), candidates);
                }
            }
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

    private void candidate(Codes codes, List<ScoredBox> found) {
        float score = (float) sigmoid(codes.get(4));
        if (!(score > options.scoreThreshold())) {
            return;
        }
        double cellWidth = (double) input.width() / codes.output.size(3);
        double cellHeight = (double) input.height() / codes.output.size(2);
        Anchor anchor = ANCHORS.get(codes.anchor);
        double x = (codes.column + sigmoid(codes.get(0))) * cellWidth;
        double y = (codes.row + sigmoid(codes.get(1))) * cellHeight;
        double halfWidth = Math.exp(codes.get(2)) * anchor.width * cellWidth / 2;
        double halfHeight = Math.exp(codes.get(3)) * anchor.height * cellHeight / 2;
        add(new double[] {x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight}, score, found);
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

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** The five values of one anchor in one cell; each is a plane of its own. */
    private record Codes(Value output, int n, int anchor, int row, int column) {
        float get(int which) {
            int channel = (n * ANCHORS.size() + anchor) * YoloFace.CODES + which;
            return output.data().get((channel * output.size(2) + row) * output.size(3) + column);
        }
    }
}
