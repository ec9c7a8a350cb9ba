package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Preprocessing.Channels;
import io.vertebra.api.model.Preprocessing.Details;
import io.vertebra.api.model.Preprocessing.Fit;
import io.vertebra.api.model.Preprocessing.Kernel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the recipe says about the input. Each key replaces what the weights, or else the task, have there. */
final class InputReader {
    /** No published network takes more; a typing error in a size should not ask for gigabytes. */
    static final int LARGEST_SIDE = 16_384;

    /** Of 8 bits. */
    static final int HIGHEST_LEVEL = 255;

    private static final List<String> KEYS = List.of("size", "resize", "channels", "normalize");
    private static final String MEAN = "[0.485, 0.456, 0.406]";
    private static final String STD = "[0.229, 0.224, 0.225]";

    private final Problems problems;
    private final ResizeReader resizes;

    InputReader(Problems problems) {
        this.problems = problems;
        this.resizes = new ResizeReader(problems);
    }

    /**
     * What was stated; everything may be absent.
     *
     * @param sizeAt where a wrong size is to be mended
     * @param wrong whether a key had to be left out
     */
    record Stated(
            Location sizeAt,
            Optional<ImageSize> size,
            ResizeReader.Stated resize,
            Optional<Channels> channels,
            Optional<Normalize> normalize,
            boolean wrong) {

        /** Nothing; {@code at} is where the size comes from instead. */
        static Stated nothing(Location at, boolean wrong) {
            return new Stated(
                    at, Optional.empty(), ResizeReader.Stated.nothing(at), Optional.empty(), Optional.empty(), wrong);
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
        Fields fields = new Fields(withoutMisplaced(map), problems, KEYS);
        Optional<Node> size = fields.find("size");
        Location sizeAt = size.map(Node::at).orElse(node.at());
        return new Stated(
                sizeAt,
                size.flatMap(stated -> size(fields, stated)),
                fields.find("resize").map(resizes::read).orElseGet(() -> ResizeReader.Stated.nothing(sizeAt)),
                fields.choice("channels", Channels.class),
                fields.find("normalize").flatMap(this::normalize),
                problems.count() > before);
    }

    /** Keys of {@code resize} that stand beside it are told of on their own. */
    private MapNode withoutMisplaced(MapNode map) {
        Map<String, MapNode.Entry> rest = new LinkedHashMap<>(map.entries());
        for (String key : ResizeReader.KEYS) {
            MapNode.Entry entry = rest.remove(key);
            if (entry != null) {
                problems.add(Problem.of(ErrorCode.UNKNOWN_KEY, key + " is a key of resize")
                        .at(entry.keyAt())
                        .received(key)
                        .fix("resize: {" + key + ": " + entry.value().spelled() + "}"));
            }
        }
        return new MapNode(map.at(), rest);
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
        ResizeReader.Stated resize = stated.resize();
        ImageSize size = stated.size().orElse(base.size());
        Fit fit = resize.fit().orElse(base.fit());
        Details details = resize.over(fit == base.fit() ? base.details() : Details.usual(fit));
        Kernel kernel = resize.kernel().orElse(base.kernel());
        if (!resizes.goTogether(resize, fit, details, kernel, new ResizeReader.Size(size, stated.sizeAt()), base)) {
            return Optional.empty();
        }
        Normalize normalize = stated.normalize().orElse(new Normalize(base.mean(), base.std()));
        return Optional.of(new Preprocessing(
                size,
                fit,
                details,
                kernel,
                stated.channels().orElse(base.channels()),
                normalize.mean(),
                normalize.std()));
    }
}
