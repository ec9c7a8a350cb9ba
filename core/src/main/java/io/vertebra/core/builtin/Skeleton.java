package io.vertebra.core.builtin;

import io.vertebra.api.model.Canvas.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the joints of a body belong together.
 *
 * @param joints their names, in the order of the model's labels
 * @param limbs from joint to joint
 * @param mirrored joints that change places in a mirror: the left one, then the right one
 */
record Skeleton(List<String> joints, List<Pair> limbs, List<Pair> mirrored) {
    private static final List<String> KNOWN = List.of("coco-keypoints-17");

    /**
     * Two joints.
     *
     * @param first index
     * @param second index
     */
    record Pair(int first, int second) {}

    Skeleton {
        joints = List.copyOf(joints);
        limbs = List.copyOf(limbs);
        mirrored = List.copyOf(mirrored);
    }

    /** The built-in skeleton of exactly these joints. */
    static Optional<Skeleton> of(List<String> joints) {
        return KNOWN.stream()
                .filter(name -> BuiltinText.lines("labels/" + name + ".txt").equals(joints))
                .findFirst()
                .map(name -> read(joints, BuiltinText.lines("skeletons/" + name + ".txt")));
    }

    private static Skeleton read(List<String> joints, List<String> lines) {
        List<Pair> limbs = new ArrayList<>();
        List<Pair> mirrored = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "limb" -> limbs.add(pair(joints, words));
                case "mirror" -> mirrored.add(pair(joints, words));
                default -> {} // a comment
            }
        }
        return new Skeleton(joints, limbs, mirrored);
    }

    private static Pair pair(List<String> joints, String[] words) {
        int first = joints.indexOf(words[1]);
        int second = joints.indexOf(words[2]);
        if (first < 0 || second < 0) {
            throw new IllegalStateException("no such joint: " + words[1] + " or " + words[2]);
        }
        return new Pair(first, second);
    }

    /** On which side of the body the joint is. */
    Side side(int joint) {
        for (Pair pair : mirrored) {
            if (pair.first() == joint) {
                return Side.LEFT;
            }
            if (pair.second() == joint) {
                return Side.RIGHT;
            }
        }
        return Side.MIDDLE;
    }

    /** On which side the limb is; one that ends in the middle belongs to the side of its other end. */
    Side side(Pair limb) {
        Side first = side(limb.first());
        Side second = side(limb.second());
        if (first == second || second == Side.MIDDLE) {
            return first;
        }
        return first == Side.MIDDLE ? second : Side.MIDDLE;
    }
}
