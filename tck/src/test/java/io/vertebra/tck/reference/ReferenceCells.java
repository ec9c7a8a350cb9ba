package io.vertebra.tck.reference;

import io.vertebra.api.box.Nms;
import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.InputException;
import io.vertebra.api.error.Problem;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.model.DecodeContext;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.model.Predictions.ScoredBox;
import io.vertebra.api.model.RawOutputs;
import io.vertebra.api.model.RawOutputs.Value;
import io.vertebra.api.model.Truth;
import io.vertebra.api.model.Truth.LabelledBox;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Boxes in cells of a map: the edges' distances from the middle of a cell, in strides. Not final: mutants change one thing. */
public class ReferenceCells {
    private static final int MOST = 100;

    private final DecodeContext context;
    private final int classes;
    private final float middle;
    private final int stride;

    /**
     * For images of a context.
     *
     * @param middle of a cell where truths are encoded; decoding has it at one half
     */
    public ReferenceCells(DecodeContext context, int classes, float middle) {
        this.context = context;
        this.classes = classes;
        this.middle = middle;
        stride = context.levels().get(0).stride();
    }

    /** {@code cls} (N, K, H, W) and {@code positive} (N, 1, H, W) of zeros and ones, {@code reg} (N, 4, H, W). */
    public RawOutputs encode(List<Truth> truths, RawOutputs predictions) {
        Value map = predictions.get("cls");
        int height = map.size(2);
        int width = map.size(3);
        if (truths.size() != map.size(0)) {
            throw refusal("there is one truth for each image", truths.size() + " for " + map.size(0) + " images");
        }
        int plane = height * width;
        float[] cls = new float[truths.size() * classes * plane];
        float[] reg = new float[truths.size() * 4 * plane];
        float[] positive = new float[truths.size() * plane];
        for (int n = 0; n < truths.size(); n++) {
            for (LabelledBox one : boxes(truths.get(n))) {
                check(one);
                Box box = one.box();
                int column = cell((box.x1() + box.x2()) / 2, width);
                int row = cell((box.y1() + box.y2()) / 2, height);
                int at = row * width + column;
                positive[n * plane + at] = 1;
                cls[(n * classes + one.label()) * plane + at] = 1;
                float[] edges = edges(box, column, row);
                for (int k = 0; k < 4; k++) {
                    reg[(4 * n + k) * plane + at] = edges[k];
                }
            }
        }
        Map<String, Value> values = new LinkedHashMap<>();
        put(values, "cls", cls, truths.size(), classes, height, width);
        put(values, "reg", reg, truths.size(), 4, height, width);
        put(values, "positive", positive, truths.size(), 1, height, width);
        return new RawOutputs(values);
    }

    private static void put(Map<String, Value> values, String name, float[] data, long... shape) {
        List<Long> axes = new ArrayList<>();
        for (long axis : shape) {
            axes.add(axis);
        }
        values.put(name, new Value(axes, FloatBuffer.wrap(data)));
    }

    private static List<LabelledBox> boxes(Truth truth) {
        if (truth instanceof Truth.Boxes boxes) {
            return boxes.boxes();
        }
        throw refusal("the truth of a detector is boxes", truth.toString());
    }

    /** Refuses what nothing can be learnt from. */
    protected void check(LabelledBox one) {
        if (one.label() < 0 || one.label() >= classes) {
            throw refusal("a label is 0 to " + (classes - 1), "label " + one.label());
        }
        if (!(one.box().width() > 0) || !(one.box().height() > 0)) {
            throw refusal("a box has an area", one.box().toString());
        }
    }

    /** A refusal with the received value. */
    protected static InputException refusal(String rule, String received) {
        return new InputException(
                Problem.of(ErrorCode.TRUTH_MISMATCH, rule).received(received).fix("correct the annotation"));
    }

    private int cell(float centre, int cells) {
        return Math.max(0, Math.min(cells - 1, (int) (centre / stride)));
    }

    /** Left, top, right, bottom. */
    protected float[] edges(Box box, int column, int row) {
        float x = column + middle;
        float y = row + middle;
        return new float[] {x - box.x1() / stride, y - box.y1() / stride, box.x2() / stride - x, box.y2() / stride - y};
    }

    /** The best boxes of each image. */
    public List<Predictions> decode(RawOutputs raw) {
        List<Predictions> images = new ArrayList<>();
        for (int n = 0; n < raw.get("cls").size(0); n++) {
            images.add(decode(raw.get("cls"), raw.get("reg"), n));
        }
        return images;
    }

    private Predictions decode(Value cls, Value reg, int image) {
        int width = cls.size(3);
        int plane = cls.size(2) * width;
        float[] boxes = new float[4 * classes * plane];
        float[] scores = new float[classes * plane];
        int[] labels = new int[classes * plane];
        for (int i = 0; i < classes * plane; i++) {
            int at = i % plane;
            labels[i] = i / plane;
            scores[i] = (float) (1 / (1 + Math.exp(-cls.data().get(image * classes * plane + i))));
            for (int k = 0; k < 4; k++) {
                float middleOfCell = (k % 2 == 0 ? at % width : at / width) + 0.5f;
                float distance = reg.data().get((4 * image + k) * plane + at);
                boxes[4 * i + k] = stride * (k < 2 ? middleOfCell - distance : middleOfCell + distance);
            }
        }
        List<ScoredBox> kept = new ArrayList<>();
        for (int i : Nms.perClass(boxes, scores, labels, 0.5, MOST)) {
            float x2 = Math.max(boxes[4 * i], boxes[4 * i + 2]);
            float y2 = Math.max(boxes[4 * i + 1], boxes[4 * i + 3]);
            kept.add(new ScoredBox(new Box(boxes[4 * i], boxes[4 * i + 1], x2, y2), labels[i], scores[i]));
        }
        return new Predictions.Boxes(kept);
    }
}
