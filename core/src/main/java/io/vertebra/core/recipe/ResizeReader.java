package io.vertebra.core.recipe;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Location;
import io.vertebra.api.error.Problem;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Preprocessing.Details;
import io.vertebra.api.model.Preprocessing.Fit;
import io.vertebra.api.model.Preprocessing.Kernel;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The key {@code resize} of an input: the fit, its details and the kernel. */
final class ResizeReader {
    static final List<String> KEYS = List.of("fit", "to", "multiple-of", "fill", "enlarge", "margin", "kernel");
    private static final double WIDEST_MARGIN = 100;

    private final Problems problems;

    ResizeReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * What was stated; everything may be absent.
     *
     * @param at where a wrong resize is to be mended
     * @param details by their keys: Integer, Boolean or Float
     */
    record Stated(Location at, Optional<Fit> fit, Map<String, Object> details, Optional<Kernel> kernel) {
        static Stated nothing(Location at) {
            return new Stated(at, Optional.empty(), Map.of(), Optional.empty());
        }

        private <T> T get(String key, Class<T> type, T otherwise) {
            return details.containsKey(key) ? type.cast(details.get(key)) : otherwise;
        }

        Details over(Details base) {
            return new Details(
                    get("to", Integer.class, base.to()),
                    get("multiple-of", Integer.class, base.multipleOf()),
                    get("fill", Integer.class, base.fill()),
                    get("enlarge", Boolean.class, base.enlarge()),
                    get("margin", Float.class, base.margin()));
        }
    }

    Stated read(Node node) {
        if (!(node instanceof MapNode map)) {
            problems.add(Fields.type(node, "a map with fit and kernel", "{fit: stretch}"));
            return Stated.nothing(node.at());
        }
        Fields fields = new Fields(map, problems, KEYS);
        Optional<Fit> fit = fields.choice("fit", Fit.class);
        Map<String, Object> details = new LinkedHashMap<>();
        whole(fields, "to", 1, InputReader.LARGEST_SIDE, "256", details);
        whole(fields, "multiple-of", 1, InputReader.LARGEST_SIDE, "32", details);
        whole(fields, "fill", 0, InputReader.HIGHEST_LEVEL, "114", details);
        fields.find("enlarge").flatMap(this::flag).ifPresent(value -> details.put("enlarge", value));
        fields.find("margin").flatMap(this::margin).ifPresent(value -> details.put("margin", value));
        return new Stated(node.at(), fit, details, fields.choice("kernel", Kernel.class));
    }

    private static void whole(
            Fields fields, String key, int least, int most, String example, Map<String, Object> details) {
        fields.find(key)
                .flatMap(node -> fields.whole(node, least, most, example))
                .ifPresent(value -> details.put(key, value.intValue()));
    }

    private Optional<Boolean> flag(Node node) {
        Optional<Boolean> value = node instanceof ScalarNode scalar ? scalar.as(Boolean.class) : Optional.empty();
        if (value.isEmpty()) {
            problems.add(Fields.type(node, "true or false", "false"));
        }
        return value;
    }

    private Optional<Float> margin(Node node) {
        Optional<Number> number = node instanceof ScalarNode scalar ? scalar.as(Number.class) : Optional.empty();
        float value = number.map(Number::floatValue).orElse(Float.NaN);
        if (number.isEmpty()) {
            problems.add(Fields.type(node, "a number above 0", "1.25"));
        } else if (!(value > 0) || value > WIDEST_MARGIN) {
            problems.add(Fields.outside(node, "a number above 0, at most " + (int) WIDEST_MARGIN, "1.25"));
            return Optional.empty();
        }
        return number.map(Number::floatValue);
    }

    /**
     * Whether fit, details, kernel and size go together; each that does not is a problem.
     *
     * @param base what holds where nothing is stated
     */
    boolean goTogether(Stated stated, Fit fit, Details details, Kernel kernel, Size size, Preprocessing base) {
        int before = problems.count();
        stated.details().keySet().stream()
                .filter(key -> !fit.keys().contains(key))
                .forEach(key -> problems.add(foreign(stated, key, fit)));
        if (fit == Fit.SHORTER_SIDE_CROP) {
            crop(stated, details.to(), size, base);
        } else if (fit == Fit.LETTERBOX) {
            multiples(details.multipleOf(), size);
        } else if (fit == Fit.AFFINE_CROP && !Preprocessing.AFFINE.contains(kernel)) {
            String kernels =
                    Preprocessing.AFFINE.stream().map(Spelling::choice).sorted().collect(Collectors.joining(", "));
            problems.add(Problem.of(ErrorCode.INVALID_OPTIONS, "affine-crop goes with kernel: " + kernels + " only")
                    .at(JavaNodes.within(stated.at(), "input.resize.kernel"))
                    .received("kernel: " + Spelling.choice(kernel))
                    .fix("kernel: " + kernels));
        }
        return problems.count() == before;
    }

    /**
     * The size of the input.
     *
     * @param at where it is to be mended
     */
    record Size(ImageSize size, Location at) {
        int longer() {
            return Math.max(size.width(), size.height());
        }
    }

    private static Problem foreign(Stated stated, String key, Fit fit) {
        String fits = Arrays.stream(Fit.values())
                .filter(other -> other.keys().contains(key))
                .map(Spelling::choice)
                .collect(Collectors.joining(" or "));
        return Problem.of(ErrorCode.INVALID_OPTIONS, key + " goes with fit: " + fits + " only")
                .at(JavaNodes.within(stated.at(), "input.resize." + key))
                .received("fit: " + Spelling.choice(fit))
                .fix("fit: " + fits + ", or no " + key);
    }

    private void crop(Stated stated, int to, Size size, Preprocessing base) {
        if (to < size.longer()) {
            problems.add(Problem.of(ErrorCode.OUT_OF_RANGE, "to is at least as long as each side that is cut out of it")
                    .at(JavaNodes.within(
                            stated.details().containsKey("to") ? stated.at() : size.at(), "input.resize.to"))
                    .received("size: " + Spelling.size(size.size()) + " with to: " + to)
                    .fix("resize: {to: " + inProportion(base, size.longer()) + "}"));
        }
    }

    private void multiples(int multiple, Size size) {
        int width = nearest(size.size().width(), multiple);
        int height = nearest(size.size().height(), multiple);
        if (width != size.size().width() || height != size.size().height()) {
            problems.add(Problem.of(ErrorCode.OUT_OF_RANGE, "the sides of a letterbox are multiples of multiple-of")
                    .at(JavaNodes.within(size.at(), "input.size"))
                    .received("size: " + Spelling.size(size.size()) + " with multiple-of: " + multiple)
                    .fix("size: " + Spelling.size(new ImageSize(width, height))));
        }
    }

    private static int nearest(int side, int multiple) {
        return Math.max(multiple, (side + multiple / 2) / multiple * multiple);
    }

    /** As much larger than the size as it was before. */
    private static long inProportion(Preprocessing base, int longer) {
        int before = Math.max(base.size().width(), base.size().height());
        return base.fit() == Fit.SHORTER_SIDE_CROP
                ? Math.max(longer, Math.round((double) longer * base.details().to() / before))
                : longer;
    }
}
