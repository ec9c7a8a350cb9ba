package io.vertebra.tck.check;

import io.vertebra.api.geometry.Keypoint;
import io.vertebra.api.geometry.Point;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.PredictionKind;
import io.vertebra.api.model.Predictions;
import io.vertebra.api.result.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures of key points: the label of a point is its position in the figure. */
final class KeypointForm implements Form {
    /** Points of a figure that stand for one finding. */
    private static final float APART = 5;

    @Override
    public PredictionKind kind() {
        return PredictionKind.KEYPOINTS;
    }

    @Override
    public Predictions nothing(ImageTransform frame) {
        return new Predictions.Keypoints(List.of());
    }

    @Override
    public List<Predictions> hostile(ImageTransform frame) {
        List<Predictions> all = new ArrayList<>();
        for (float place : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, -1e9f, 7}) {
            for (float score : new float[] {Float.NaN, -3, 0.5f, 40}) {
                Keypoint wild = new Keypoint(new Point(place, 3), score);
                Keypoint mild = new Keypoint(new Point(4, 5), 0.9f);
                all.add(new Predictions.Keypoints(List.of(new Predictions.Figure(List.of(mild, wild, mild)))));
            }
        }
        return all;
    }

    @Override
    public Predictions placed(ImageTransform frame) {
        List<Keypoint> points = new ArrayList<>();
        for (Point at : places(frame)) {
            float x = (float) (at.x() * frame.scaleX() + frame.offsetX());
            float y = (float) (at.y() * frame.scaleY() + frame.offsetY());
            points.add(new Keypoint(new Point(x, y), 0.99f));
        }
        return new Predictions.Keypoints(List.of(new Predictions.Figure(points)));
    }

    private static List<Point> places(ImageTransform frame) {
        float width = frame.original().width();
        float height = frame.original().height();
        return List.of(new Point(0.25f * width, 0.125f * height), new Point(0.75f * width, 0.5f * height));
    }

    @Override
    public @Nullable String misplaced(Result result, ImageTransform frame) {
        List<Point> given = points(result);
        float near = 0.01f * Math.max(frame.original().width(), frame.original().height());
        for (Point wanted : places(frame)) {
            boolean found = given.stream()
                    .anyMatch(point ->
                            Math.abs(point.x() - wanted.x()) <= near && Math.abs(point.y() - wanted.y()) <= near);
            if (!given.isEmpty() && !found) {
                return given + " instead of " + places(frame);
            }
        }
        return null;
    }

    /** Everything with an x and a y. */
    private static List<Point> points(Object tree) {
        List<Point> points = new ArrayList<>();
        for (Record record : PlainData.records(tree)) {
            Object x = PlainData.component(record, "x");
            Object y = PlainData.component(record, "y");
            if (x instanceof Float left && y instanceof Float top) {
                points.add(new Point(left, top));
            }
        }
        return points;
    }

    /** A figure each, of two equal points. */
    @Override
    public Predictions findings(List<Float> scores, List<Integer> labels) {
        List<Predictions.Figure> figures = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            Keypoint point = new Keypoint(new Point(2 + APART * i, 20), scores.get(i));
            figures.add(new Predictions.Figure(List.of(point, point)));
        }
        return new Predictions.Keypoints(figures);
    }

    /** One figure whose points have these scores; their labels are their positions. */
    static Predictions figure(List<Float> scores) {
        List<Keypoint> points = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            points.add(new Keypoint(new Point(2 + APART * i, 20), scores.get(i)));
        }
        return new Predictions.Keypoints(List.of(new Predictions.Figure(points)));
    }

    @Override
    public Map<Float, Integer> byScore(List<Float> scores, List<Integer> labels) {
        Map<Float, Integer> byScore = new HashMap<>();
        scores.forEach(score -> byScore.put(score, scores.indexOf(score)));
        return byScore;
    }

    @Override
    public @Nullable Integer index(Record element) {
        List<Point> points = points(element);
        return points.isEmpty() ? null : Math.round((points.get(0).x() - 2) / APART);
    }

    @Override
    public boolean labelled() {
        return false;
    }
}
