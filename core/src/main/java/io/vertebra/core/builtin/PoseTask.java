package io.vertebra.core.builtin;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Keypoint;
import io.vertebra.api.geometry.Point;
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
import io.vertebra.api.result.Joint;
import io.vertebra.api.result.Pose;
import io.vertebra.api.result.Poses;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the joints of a person are. A model that reads one region looks at the whole image unless a region is given. */
final class PoseTask implements Task<PoseTask.Options, Poses> {
    private static final String ID = "pose";

    record Options(
            @Range(min = 0, max = 1)
            @Doc("joints with a higher score are visible: they are drawn, and the pose's score counts them")
            float jointThreshold) {}

    @Override
    public Card card() {
        return Card.of(ID, "Joints of people");
    }

    /** Microsoft's in_vis_thre. */
    @Override
    public Options defaults() {
        return new Options(0.2f);
    }

    @Override
    public Set<PredictionKind> accepts() {
        return Set.of(PredictionKind.KEYPOINTS);
    }

    @Override
    public Class<Poses> resultType() {
        return Poses.class;
    }

    /** An upright crop around the person, 192 wide and 256 high: the most common form of COCO's person models. */
    @Override
    public Preprocessing defaultPreprocessing() {
        Preprocessing imagenet = Preprocessing.imagenet();
        return new Preprocessing(
                new ImageSize(192, 256),
                Preprocessing.Fit.AFFINE_CROP,
                0,
                Preprocessing.Kernel.OPENCV_LINEAR,
                imagenet.channels(),
                imagenet.mean(),
                imagenet.std());
    }

    /**
     * The best first, equal scores in the order of the head. Joints may lie outside the image: the reference lets them. A figure
     * in which something is no finite number is left out.
     */
    @Override
    public Poses postprocess(Options options, Predictions predictions, ImageTransform transform, Labels labels) {
        ImageSize input = transform.input();
        Box region = transform.toOriginal(new Box(0, 0, input.width(), input.height()));
        List<Pose> poses = new ArrayList<>();
        for (Predictions.Figure figure :
                TaskInput.require(Predictions.Keypoints.class, predictions, ID).figures()) {
            List<Joint> joints = new ArrayList<>();
            for (Keypoint point : figure.points()) {
                joints.add(joint(options, point, transform, labels.name(joints.size())));
            }
            if (joints.stream().allMatch(PoseTask::isFinite)) {
                poses.add(new Pose(region, joints, score(joints)));
            }
        }
        poses.sort(Comparator.comparing(Pose::score, Comparator.reverseOrder()));
        return new Poses(transform.original(), poses);
    }

    private static boolean isFinite(Joint joint) {
        return Float.isFinite(joint.x()) && Float.isFinite(joint.y()) && Float.isFinite(joint.score());
    }

    private static Joint joint(Options options, Keypoint point, ImageTransform transform, String name) {
        Point at = transform.toOriginal(point.at());
        float score = Math.max(0, Math.min(1, point.score()));
        return new Joint(name, at.x(), at.y(), score, score > options.jointThreshold());
    }

    /** The reference's rescoring of a person, without the score of a box. */
    private static float score(List<Joint> joints) {
        return (float) joints.stream()
                .filter(Joint::visible)
                .mapToDouble(Joint::score)
                .average()
                .orElse(0);
    }

    @Override
    public void draw(Poses result, Canvas canvas) {
        result.poses().forEach(pose -> draw(pose.joints(), canvas));
    }

    /** Limbs between visible joints; joints of a body that is not built in stand alone. */
    private static void draw(List<Joint> joints, Canvas canvas) {
        Optional<Skeleton> skeleton =
                Skeleton.of(joints.stream().map(Joint::name).toList());
        List<Canvas.Limb> limbs = new ArrayList<>();
        for (Skeleton.Pair limb : skeleton.map(Skeleton::limbs).orElse(List.of())) {
            Joint from = joints.get(limb.first());
            Joint to = joints.get(limb.second());
            if (from.visible() && to.visible()) {
                limbs.add(new Canvas.Limb(at(from), at(to), skeleton.get().side(limb)));
            }
        }
        List<Canvas.Dot> dots = new ArrayList<>();
        for (int i = 0; i < joints.size(); i++) {
            if (joints.get(i).visible()) {
                int index = i;
                dots.add(new Canvas.Dot(
                        at(joints.get(i)),
                        skeleton.map(body -> body.side(index)).orElse(Canvas.Side.MIDDLE)));
            }
        }
        canvas.skeleton(limbs, dots);
    }

    private static Point at(Joint joint) {
        return new Point(joint.x(), joint.y());
    }
}
