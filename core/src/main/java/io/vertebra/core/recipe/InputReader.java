package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Preprocessing.Channels;
import io.vertebra.api.model.Preprocessing.Fit;
import io.vertebra.api.model.Preprocessing.Kernel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the recipe says about the input. Each key replaces what the weights, or else the task, have there. */
final class InputReader {
    /** No published network takes more; a typing error in a size should not ask for gigabytes. */
    static final int LARGEST_SIDE = 16_384;

    private static final String MEAN = "[0.485, 0.456, 0.406]";
    private static final String STD = "[0.229, 0.224, 0.225]";

    private final Problems problems;

    InputReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * What was stated; everything may be absent.
     *
     * @param sizeAt where a wrong size is to be mended
     * @param resizeAt where a wrong resize is to be mended
     * @param wrong whether a key had to be left out
     */
    record Stated(
            Location sizeAt,
            Location resizeAt,
            Optional<ImageSize> size,
            Optional<Fit> fit,
            Optional<Integer> to,
            Optional<Kernel> kernel,
            Optional<Channels> channels,
            Optional<Normalize> normalize,
            boolean wrong) {

        /** Nothing; {@code at} is where the size comes from instead. */
        static Stated nothing(Location at, boolean wrong) {
            return new Stated(
                    at,
                    at,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    wrong);
        }
    }

    /** Mean and deviation of each channel on values in [0, 1]. */
    record Normalize(List<Float> mean, List<Float> std) {}

    Stated read(Node node) {
        if (!(node instanceof MapNode map)) {
            problems.add(Fields.type(node, "a map with size, resize, channels or normalize", "{size: 224}"));
            return Stated.nothing(node.at(), true);
        }
        int before = problems.count();
        Fields fields = new Fields(map, problems, List.of("size", "resize", "channels", "normalize"));
        Optional<Node> resize = fields.find("resize");
        Fields resizing = new Fields(resizeMap(resize, node.at()), problems, List.of("fit", "to", "kernel"));
        return new Stated(
                fields.find("size").map(Node::at).orElse(node.at()),
                resize.map(Node::at).or(() -> fields.find("size").map(Node::at)).orElse(node.at()),
                fields.find("size").flatMap(size -> size(fields, size)),
                resizing.choice("fit", Fit.class),
                resizing.find("to").flatMap(to -> side(resizing, to)),
                resizing.choice("kernel", Kernel.class),
                fields.choice("channels", Channels.class),
                fields.find("normalize").flatMap(this::normalize),
                problems.count() > before);
    }

    private MapNode resizeMap(Optional<Node> resize, Location at) {
        if (resize.isPresent() && resize.get() instanceof MapNode map) {
            return map;
        }
        resize.ifPresent(node -> problems.add(Fields.type(node, "a map with fit, to or kernel", "{fit: stretch}")));
        return MapNode.empty(at);
    }

    private Optional<ImageSize> size(Fields fields, Node node) {
        if (node instanceof ListNode list && list.elements().size() == 2) {
            Optional<Integer> height = side(fields, list.elements().get(0));
            Optional<Integer> width = side(fields, list.elements().get(1));
            return height.flatMap(h -> width.map(w -> new ImageSize(w, h)));
        }
        if (node instanceof ScalarNode scalar && scalar.value() instanceof Long) {
            return side(fields, node).map(ImageSize::square);
        }
        problems.add(Fields.type(node, "a whole number for a square, or [height, width]", "224"));
        return Optional.empty();
    }

    private Optional<Integer> side(Fields fields, Node node) {
        return fields.whole(node, 1, LARGEST_SIDE, "224").map(Long::intValue);
    }

    private Optional<Normalize> normalize(Node node) {
        if (node instanceof ScalarNode scalar && "imagenet".equals(scalar.value())) {
            Preprocessing imagenet = Preprocessing.imagenet();
            return Optional.of(new Normalize(imagenet.mean(), imagenet.std()));
        }
        if (!(node instanceof MapNode map)) {
            problems.add(Fields.type(node, "imagenet, or a map with mean and std", "imagenet"));
            return Optional.empty();
        }
        Fields fields = new Fields(map, problems, List.of("mean", "std"));
        Optional<List<Float>> mean = fields.require("mean", MEAN).flatMap(n -> three(n, false));
        Optional<List<Float>> std = fields.require("std", STD).flatMap(n -> three(n, true));
        return mean.flatMap(m -> std.map(s -> new Normalize(m, s)));
    }

    private Optional<List<Float>> three(Node node, boolean positive) {
        String takes = "three " + (positive ? "numbers above 0" : "numbers")
                + ", one for each channel, for values from 0 to 1";
        if (!(node instanceof ListNode list) || list.elements().size() != 3) {
            problems.add(Fields.type(node, takes, positive ? STD : MEAN));
            return Optional.empty();
        }
        List<Float> numbers = new ArrayList<>();
        for (Node element : list.elements()) {
            Optional<Number> number = element instanceof ScalarNode scalar ? scalar.as(Number.class) : Optional.empty();
            float value = number.map(Number::floatValue).orElse(Float.NaN);
            if (number.isEmpty()) {
                problems.add(Fields.type(element, positive ? "a number above 0" : "a number", "0.5"));
            } else if (!Float.isFinite(value) || positive && value <= 0) {
                problems.add(Fields.outside(element, positive ? "a number above 0" : "a finite number", "0.5"));
            } else {
                numbers.add(value);
            }
        }
        return numbers.size() == 3 ? Optional.of(numbers) : Optional.empty();
    }

    /** What was stated over what holds otherwise; empty when they do not go together. */
    Optional<Preprocessing> over(Preprocessing base, Stated stated) {
        ImageSize size = stated.size().orElse(base.size());
        Fit fit = stated.fit().orElse(base.fit());
        int to = stated.to().orElse(base.resizeTo());
        int longer = Math.max(size.width(), size.height());
        if (fit == Fit.SHORTER_SIDE_CROP && to < longer) {
            problems.add(Problem.of(ErrorCode.OUT_OF_RANGE, "to is at least as long as each side that is cut out of it")
                    .at(JavaNodes.within(
                            stated.to().isPresent() ? stated.resizeAt() : stated.sizeAt(), "input.resize.to"))
                    .received("size: " + Spelling.size(size) + " with to: " + to)
                    .fix("resize: {to: " + inProportion(base, longer) + "}"));
            return Optional.empty();
        }
        if (fit != Fit.SHORTER_SIDE_CROP && stated.to().isPresent()) {
            problems.add(Problem.of(ErrorCode.INVALID_OPTIONS, "to goes with fit: shorter-side-crop only")
                    .at(JavaNodes.within(stated.resizeAt(), "input.resize.to"))
                    .received("fit: " + Spelling.choice(fit))
                    .fix("fit: shorter-side-crop, or no to"));
            return Optional.empty();
        }
        Normalize normalize = stated.normalize().orElse(new Normalize(base.mean(), base.std()));
        return Optional.of(new Preprocessing(
                size,
                fit,
                to,
                stated.kernel().orElse(base.kernel()),
                stated.channels().orElse(base.channels()),
                normalize.mean(),
                normalize.std()));
    }

    /** As much larger than the size as it was before. */
    private static long inProportion(Preprocessing base, int longer) {
        int before = Math.max(base.size().width(), base.size().height());
        return base.fit() == Fit.SHORTER_SIDE_CROP
                ? Math.max(longer, Math.round((double) longer * base.resizeTo() / before))
                : longer;
    }
}
