package io.vertebra.cli;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.Mask;
import io.vertebra.api.geometry.Point;
import io.vertebra.api.model.Labels;
import io.vertebra.api.result.Detection;
import io.vertebra.api.result.Detections;
import io.vertebra.api.result.Face;
import io.vertebra.api.result.Faces;
import io.vertebra.api.result.Instance;
import io.vertebra.api.result.Instances;
import io.vertebra.api.result.Joint;
import io.vertebra.api.result.Pose;
import io.vertebra.api.result.Poses;
import io.vertebra.api.result.Result;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Results as annotations of a COCO data set: {@code bbox} is left, top, width, height in pixels of the image; {@code segmentation}
 * polygons, or runs of the mask's columns where there is no outline; {@code keypoints} x, y and 2 (seen) or 1 (guessed).
 */
final class CocoAnnotations {
    private static final Set<Class<? extends Result>> KINDS =
            Set.of(Detections.class, Faces.class, Instances.class, Poses.class);
    /** People are the first category of COCO. */
    private static final int PERSON = 1;

    private static final int SEEN = 2;
    private static final int GUESSED = 1;

    private final Class<? extends Result> type;
    private final Labels labels;

    CocoAnnotations(Class<? extends Result> type, Labels labels) {
        this.type = type;
        this.labels = labels;
    }

    static boolean canHold(Class<? extends Result> type) {
        return KINDS.contains(type);
    }

    /** The labels under their indices; labels of a pose are joints of the one category. */
    List<Map<String, Object>> categories() {
        if (type == Poses.class) {
            Map<String, Object> person = category(PERSON, "person");
            person.put("keypoints", labels.names());
            return List.of(person);
        }
        return IntStream.range(0, labels.names().size())
                .filter(labels::isResult)
                .mapToObj(label -> category(label, labels.name(label)))
                .toList();
    }

    private static Map<String, Object> category(int id, String name) {
        Map<String, Object> category = new LinkedHashMap<>();
        category.put("id", id);
        category.put("name", name);
        return category;
    }

    /** Without ids of annotation and image. */
    List<Map<String, Object>> of(Result result) {
        if (result instanceof Detections found) {
            return found.detections().stream().map(CocoAnnotations::detection).toList();
        }
        if (result instanceof Faces found) {
            return found.faces().stream().map(CocoAnnotations::face).toList();
        }
        if (result instanceof Instances found) {
            return found.instances().stream().map(CocoAnnotations::instance).toList();
        }
        return ((Poses) result).poses().stream().map(this::pose).toList();
    }

    private static Map<String, Object> detection(Detection detection) {
        return annotation(detection.label(), detection.box(), detection.score());
    }

    private static Map<String, Object> annotation(int category, Box box, float score) {
        Map<String, Object> annotation = new LinkedHashMap<>();
        annotation.put("category_id", category);
        annotation.put("bbox", List.of(box.x1(), box.y1(), box.width(), box.height()));
        annotation.put("area", box.width() * box.height());
        annotation.put("iscrowd", 0);
        annotation.put("score", score);
        return annotation;
    }

    private static Map<String, Object> face(Face face) {
        Map<String, Object> annotation = detection(face.detection());
        if (!face.landmarks().isEmpty()) {
            annotation.put("num_keypoints", face.landmarks().size());
            annotation.put(
                    "keypoints",
                    face.landmarks().stream()
                            .flatMap(point -> Stream.<Number>of(point.x(), point.y(), SEEN))
                            .toList());
        }
        return annotation;
    }

    private static Map<String, Object> instance(Instance instance) {
        Map<String, Object> annotation = detection(instance.detection());
        annotation.put("area", instance.mask().bits().cardinality());
        annotation.put(
                "segmentation",
                instance.outline().isEmpty()
                        ? runs(instance.mask())
                        : instance.outline().stream()
                                .map(polygon -> coordinates(polygon.points()))
                                .toList());
        return annotation;
    }

    private static List<Float> coordinates(List<Point> points) {
        return points.stream().flatMap(point -> Stream.of(point.x(), point.y())).toList();
    }

    /** COCO's runs go down the columns and begin with a run of zeros. */
    private static Map<String, Object> runs(Mask mask) {
        int width = mask.size().width();
        int height = mask.size().height();
        BitSet bits = mask.bits();
        List<Integer> counts = new ArrayList<>();
        boolean set = false;
        int run = 0;
        for (int i = 0; i < width * height; i++) {
            if (bits.get(i % height * width + i / height) != set) {
                counts.add(run);
                set = !set;
                run = 0;
            }
            run++;
        }
        counts.add(run);
        Map<String, Object> segmentation = new LinkedHashMap<>();
        segmentation.put("size", List.of(height, width));
        segmentation.put("counts", counts);
        return segmentation;
    }

    private Map<String, Object> pose(Pose pose) {
        Map<String, Object> annotation = annotation(PERSON, pose.box(), pose.score());
        List<Joint> joints = pose.joints();
        annotation.put("num_keypoints", joints.size());
        annotation.put(
                "keypoints",
                joints.stream()
                        .flatMap(joint -> Stream.<Number>of(joint.x(), joint.y(), joint.visible() ? SEEN : GUESSED))
                        .toList());
        annotation.put("keypoint_scores", joints.stream().map(Joint::score).toList());
        return annotation;
    }
}
