package io.vertebra.cli;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.Point;
import io.vertebra.api.model.Labels;
import io.vertebra.api.result.ClassArea;
import io.vertebra.api.result.ClassScore;
import io.vertebra.api.result.Classes;
import io.vertebra.api.result.Detection;
import io.vertebra.api.result.Detections;
import io.vertebra.api.result.Face;
import io.vertebra.api.result.Faces;
import io.vertebra.api.result.Instance;
import io.vertebra.api.result.Instances;
import io.vertebra.api.result.Pose;
import io.vertebra.api.result.Poses;
import io.vertebra.api.result.Result;
import io.vertebra.api.result.Segmentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Results as rows of a table. Things of one image are counted from 1; coordinates are pixels of the image.
 *
 * @param columns after those of the image
 * @param rows of one result
 * @param missing what results of this kind hold besides, or null
 */
record CsvRows(
        List<String> columns,
        BiFunction<Result, Labels, List<List<@Nullable Object>>> rows,
        @Nullable String missing) {

    /** Empty for a kind of result that has no rows. */
    static Optional<CsvRows> of(Class<? extends Result> type) {
        if (type == Detections.class) {
            return form("label name score x1 y1 x2 y2", Detections.class, CsvRows::detections);
        }
        if (type == Faces.class) {
            return form("face label name score x1 y1 x2 y2 landmark x y", Faces.class, CsvRows::faces);
        }
        if (type == Instances.class) {
            return form("label name score x1 y1 x2 y2 pixels", Instances.class, CsvRows::instances)
                    .map(form -> new CsvRows(form.columns, form.rows, "the shapes of the objects"));
        }
        if (type == Classes.class) {
            return form("rank label name score", Classes.class, CsvRows::classes);
        }
        if (type == Poses.class) {
            String columns = "pose pose_score x1 y1 x2 y2 joint name x y score visible";
            return form(columns, Poses.class, CsvRows::poses);
        }
        if (type == Segmentation.class) {
            return form("label name score pixels share", Segmentation.class, CsvRows::segmentation)
                    .map(form -> new CsvRows(form.columns, form.rows, "the places of the pixels"));
        }
        return Optional.empty();
    }

    private static <R extends Result> Optional<CsvRows> form(
            String columns, Class<R> type, BiFunction<R, Labels, List<List<@Nullable Object>>> rows) {
        return Optional.of(new CsvRows(
                List.of(columns.split(" ")), (result, labels) -> rows.apply(type.cast(result), labels), null));
    }

    private static List<List<@Nullable Object>> detections(Detections found, Labels labels) {
        return found.detections().stream().map(CsvRows::detection).toList();
    }

    private static List<List<@Nullable Object>> instances(Instances found, Labels labels) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Instance one : found.instances()) {
            rows.add(joined(detection(one.detection()), row(one.mask().bits().cardinality())));
        }
        return rows;
    }

    /** One for each landmark; one without for a face that has none. */
    private static List<List<@Nullable Object>> faces(Faces found, Labels labels) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int face = 0; face < found.faces().size(); face++) {
            Face one = found.faces().get(face);
            List<@Nullable Object> head = joined(row(face + 1), detection(one.detection()));
            if (one.landmarks().isEmpty()) {
                rows.add(joined(head, row(null, null, null)));
            }
            for (int i = 0; i < one.landmarks().size(); i++) {
                Point point = one.landmarks().get(i);
                rows.add(joined(head, row(i + 1, point.x(), point.y())));
            }
        }
        return rows;
    }

    private static List<List<@Nullable Object>> classes(Classes found, Labels labels) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ClassScore one : found.classes()) {
            rows.add(row(rows.size() + 1, one.label(), one.name(), one.score()));
        }
        return rows;
    }

    private static List<List<@Nullable Object>> poses(Poses found, Labels labels) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int pose = 0; pose < found.poses().size(); pose++) {
            Pose one = found.poses().get(pose);
            List<@Nullable Object> head = joined(row(pose + 1, one.score()), edges(one.box()));
            int number = 0;
            for (PoseJoint joint : PoseJoint.of(one, labels)) {
                number++;
                rows.add(joined(head, row(number, joint.name(), joint.x(), joint.y(), joint.score(), joint.visible())));
            }
        }
        return rows;
    }

    /** One for each class that the image has, without the background. */
    private static List<List<@Nullable Object>> segmentation(Segmentation found, Labels labels) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ClassArea one : found.classes()) {
            rows.add(row(one.label(), one.name(), one.score(), one.pixels(), one.share()));
        }
        return rows;
    }

    private static List<@Nullable Object> detection(Detection one) {
        return joined(row(one.label(), one.name(), one.score()), edges(one.box()));
    }

    private static List<@Nullable Object> edges(Box box) {
        return row(box.x1(), box.y1(), box.x2(), box.y2());
    }

    private static List<@Nullable Object> row(@Nullable Object... fields) {
        return Arrays.asList(fields);
    }

    private static List<@Nullable Object> joined(List<@Nullable Object> first, List<@Nullable Object> second) {
        List<@Nullable Object> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
