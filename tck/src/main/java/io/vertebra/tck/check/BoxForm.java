package io.vertebra.tck.check;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.result.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Boxes. */
final class BoxForm implements Form {
    private static final float INF = Float.POSITIVE_INFINITY;
    /** Findings stand in a grid of so many columns. */
    private static final int COLUMNS = 4;

    private static final float APART = 15;

    @Override
    public PredictionKind kind() {
        return PredictionKind.BOXES;
    }

    @Override
    public Predictions nothing(ImageTransform frame) {
        return new Predictions.Boxes(List.of());
    }

    @Override
    public List<Predictions> hostile(ImageTransform frame) {
        List<Box> boxes = List.of(
                new Box(-1e9f, -1e9f, 1e9f, 1e9f),
                new Box(-INF, -INF, INF, INF),
                new Box(-500, -500, -400, -400),
                new Box(1e6f, 1e6f, 2e6f, 2e6f),
                new Box(INF, INF, INF, INF),
                new Box(5, 5, 5, 5),
                new Box(-Float.MAX_VALUE, 3, Float.MAX_VALUE, 9),
                new Box(-3, -2, 40, 30));
        List<Predictions.ScoredBox> all = new ArrayList<>();
        for (Box box : boxes) {
            for (float score : new float[] {0.9f, Float.NaN}) {
                for (int label : new int[] {1, -1, 1000}) {
                    all.add(new Predictions.ScoredBox(box, label, score));
                }
            }
        }
        return List.of(new Predictions.Boxes(all));
    }

    @Override
    public Predictions placed(ImageTransform frame) {
        Box at = place(frame.original());
        Box there = new Box(
                (float) (at.x1() * frame.scaleX() + frame.offsetX()),
                (float) (at.y1() * frame.scaleY() + frame.offsetY()),
                (float) (at.x2() * frame.scaleX() + frame.offsetX()),
                (float) (at.y2() * frame.scaleY() + frame.offsetY()));
        return new Predictions.Boxes(List.of(new Predictions.ScoredBox(there, 1, 0.99f)));
    }

    private static Box place(ImageSize original) {
        return new Box(
                0.1f * original.width(), 0.2f * original.height(), 0.6f * original.width(), 0.7f * original.height());
    }

    @Override
    public @Nullable String misplaced(Result result, ImageTransform frame) {
        Box wanted = place(frame.original());
        List<Box> boxes = PlainData.all(result, Box.class);
        float near = 0.01f * Math.max(frame.original().width(), frame.original().height());
        boolean found = boxes.stream()
                .anyMatch(box -> Math.abs(box.x1() - wanted.x1()) <= near
                        && Math.abs(box.y1() - wanted.y1()) <= near
                        && Math.abs(box.x2() - wanted.x2()) <= near
                        && Math.abs(box.y2() - wanted.y2()) <= near);
        return boxes.isEmpty() || found ? null : boxes.get(0) + " instead of " + wanted;
    }

    @Override
    public Predictions findings(List<Float> scores, List<Integer> labels) {
        List<Predictions.ScoredBox> boxes = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            float x = 2 + APART * (i % COLUMNS);
            float y = 2 + APART * (i / COLUMNS);
            boxes.add(new Predictions.ScoredBox(new Box(x, y, x + 10, y + 10), labels.get(i), scores.get(i)));
        }
        return new Predictions.Boxes(boxes);
    }

    @Override
    public @Nullable Integer index(Record element) {
        List<Box> boxes = PlainData.all(element, Box.class);
        if (boxes.isEmpty()) {
            return null;
        }
        Box box = boxes.get(0);
        return Math.round((box.x1() - 2) / APART) + COLUMNS * Math.round((box.y1() - 2) / APART);
    }

    @Override
    public boolean labelled() {
        return true;
    }
}
