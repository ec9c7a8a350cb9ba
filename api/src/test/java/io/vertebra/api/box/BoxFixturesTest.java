package io.vertebra.api.box;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Mask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case of {@code ops/boxes} against the reference's numbers. */
final class BoxFixturesTest {
    private final Map<String, Consumer<OpCase>> checks = new LinkedHashMap<>();

    BoxFixturesTest() {
        checks.put("box-area", c -> c.check("output", Boxes.areas(c.input("boxes"))));
        checks.put("box-convert-xyxy-xywh", convert(BoxFormat.CORNERS, BoxFormat.CORNER_AND_SIZE));
        checks.put("box-convert-xyxy-cxcywh", convert(BoxFormat.CORNERS, BoxFormat.CENTRE_AND_SIZE));
        checks.put("box-convert-xywh-cxcywh", convert(BoxFormat.CORNER_AND_SIZE, BoxFormat.CENTRE_AND_SIZE));
        checks.put("box-convert-cxcywh-xyxy", convert(BoxFormat.CENTRE_AND_SIZE, BoxFormat.CORNERS));
        checks.put("clip-boxes", c -> c.check("output", Boxes.clip(c.input("boxes"), image(c.floats("size")))));
        checks.put(
                "remove-small-boxes",
                c -> c.check("output", Boxes.atLeast(c.input("boxes"), (float) c.parameter("minSize"))));
        overlaps();
        suppression();
        coding();
        anchors();
        matching();
        masks();
    }

    private void anchors() {
        checks.put("anchors-retinanet", BoxFixturesTest::anchorGrid);
        checks.put("anchors-rpn-one-level", BoxFixturesTest::anchorGrid);
        checks.put("anchors-ssd300", BoxFixturesTest::defaultBoxes);
        checks.put("anchors-ssdlite", BoxFixturesTest::defaultBoxes);
    }

    private void overlaps() {
        for (String name : List.of("box-iou", "box-iou-degenerate")) {
            checks.put(name, overlap(Overlap::iou));
        }
        checks.put("generalized-box-iou", overlap(Overlap::generalized));
        checks.put("distance-box-iou", overlap(Overlap::distance));
        checks.put("complete-box-iou", overlap(Overlap::complete));
        checks.put("generalized-iou-loss", loss(IouLoss::generalized));
        checks.put("distance-iou-loss", loss(IouLoss::distance));
        checks.put("complete-iou-loss", loss(IouLoss::complete));
    }

    private void suppression() {
        for (String name : List.of("nms-0.3", "nms-0.5", "nms-boundary")) {
            checks.put(
                    name,
                    c -> c.check(
                            "output",
                            Nms.keep(c.input("boxes"), c.input("scores"), c.parameter("iouThreshold"), 1000)));
        }
        checks.put("soft-nms-linear", softNms());
        checks.put("soft-nms-gaussian", softNms());
        for (String name : List.of("batched-nms-0.3", "batched-nms-0.5")) {
            checks.put(
                    name,
                    c -> c.check(
                            "output",
                            Nms.perClass(
                                    c.input("boxes"),
                                    c.input("scores"),
                                    OpCase.ints(c.input("classes")),
                                    c.parameter("iouThreshold"),
                                    1000)));
        }
    }

    private static Consumer<OpCase> softNms() {
        return c -> {
            double lowest = c.parameter("scoreThreshold");
            SoftNms.Kept kept = c.text("method").equals("linear")
                    ? SoftNms.linear(c.input("boxes"), c.input("scores"), c.parameter("iouThreshold"), lowest)
                    : SoftNms.gaussian(c.input("boxes"), c.input("scores"), c.parameter("sigma"), lowest);
            c.check("order", kept.indices());
            c.check("scores", kept.scores());
        };
    }

    private void coding() {
        checks.put(
                "ltrb-encode",
                c -> c.check("output", new SideCoder(true).encode(c.input("gt"), c.input("referenceBoxes"))));
        checks.put(
                "ltrb-decode", c -> c.check("output", new SideCoder(true).decode(c.input("ltrb"), c.input("boxes"))));
        checks.put(
                "ltrb-decode-pixels",
                c -> c.check("output", new SideCoder(false).decode(c.input("ltrb"), c.input("boxes"))));
        for (String name : List.of("box-encode-1-1-1-1", "box-encode-10-10-5-5")) {
            checks.put(name, c -> c.check("output", coder(c).encode(c.input("referenceBoxes"), c.input("proposals"))));
        }
        for (String name : List.of("box-decode-1-1-1-1", "box-decode-10-10-5-5", "box-decode-clamp")) {
            checks.put(name, c -> c.check("output", coder(c).decode(c.input("deltas"), c.input("proposals"))));
        }
    }

    private static BoxCoder coder(OpCase c) {
        float[] weights = c.floats("weights");
        return new BoxCoder(weights[0], weights[1], weights[2], weights[3]);
    }

    private static Consumer<OpCase> convert(BoxFormat from, BoxFormat to) {
        return c -> c.check("output", Boxes.convert(c.input("boxes"), from, to));
    }

    private static Consumer<OpCase> overlap(BiFunction<float[], float[], float[]> measure) {
        return c -> c.check("output", measure.apply(c.input("boxes1"), c.input("boxes2")));
    }

    private static Consumer<OpCase> loss(BiFunction<float[], float[], float[]> loss) {
        return c -> c.check("output", loss.apply(c.input("pred"), c.input("target")));
    }

    private void matching() {
        for (Matcher.Promise promise : Matcher.Promise.values()) {
            String name = Map.of(
                            Matcher.Promise.NONE,
                            "matcher-plain",
                            Matcher.Promise.BEST_ANCHORS,
                            "matcher-low-quality",
                            Matcher.Promise.ONE_ANCHOR,
                            "matcher-ssd")
                    .get(promise);
            checks.put(name, c -> {
                Matcher matcher = c.has("threshold")
                        ? Matcher.ssd((float) c.parameter("threshold"))
                        : new Matcher((float) c.parameter("low"), (float) c.parameter("high"), promise);
                int[] shape = c.shape("iou");
                c.check("output", matcher.match(c.input("iou"), shape[0], shape[1]));
            });
        }
    }

    private void masks() {
        checks.put("masks-to-boxes", BoxFixturesTest::maskBounds);
        checks.put("mask-paste", BoxFixturesTest::maskPaste);
        checks.put("polar-encode", c -> {
            float[] centre = c.input("centre");
            c.check("output", new Polar(36).encode(c.input("contour"), centre[0], centre[1]));
        });
        checks.put("polar-masks", BoxFixturesTest::polarMasks);
    }

    private static void maskBounds(OpCase c) {
        int[] shape = c.shape("masks");
        ImageSize size = new ImageSize(shape[2], shape[1]);
        float[] masks = c.input("masks");
        float[] found = new float[4 * shape[0]];
        for (int n = 0; n < shape[0]; n++) {
            BitSet bits = new BitSet();
            for (int k = 0; k < shape[1] * shape[2]; k++) {
                bits.set(k, masks[n * shape[1] * shape[2] + k] != 0);
            }
            MaskBounds bounds = MaskBounds.of(new Mask(size, bits)).orElseThrow();
            found[4 * n] = bounds.left();
            found[4 * n + 1] = bounds.top();
            found[4 * n + 2] = bounds.right();
            found[4 * n + 3] = bounds.bottom();
        }
        c.check("output", found);
    }

    private static void maskPaste(OpCase c) {
        int side = c.shape("masks")[2];
        ImageSize image = image(c.floats("size"));
        int plane = image.width() * image.height();
        float[] boxes = c.input("boxes");
        int count = Boxes.count(boxes);
        float[] pasted = new float[count * plane];
        int[] areas = new int[count];
        int[] places = new int[4 * count];
        for (int n = 0; n < count; n++) {
            float[] mask = Arrays.copyOfRange(c.input("masks"), n * side * side, (n + 1) * side * side);
            Box box = Boxes.get(boxes, n);
            System.arraycopy(MaskPaste.soft(mask, side, box, image), 0, pasted, n * plane, plane);
            areas[n] = MaskPaste.hard(mask, side, box, image, 0.5f).bits().cardinality();
            System.arraycopy(MaskPaste.place(box, side), 0, places, 4 * n, 4);
        }
        c.check("pasted", pasted);
        c.check("areaAbove0.5", areas);
        c.check("boxes", places);
    }

    private static void polarMasks(OpCase c) {
        int rays = 36;
        ImageSize image = new ImageSize((int) c.parameter("width"), (int) c.parameter("height"));
        int count = c.shape("distances")[0];
        float[] centres = c.input("centres");
        float[][] coordinates = new float[4][count * rays];
        float[] areas = new float[count];
        int[] inside = new int[count];
        List<Box> boxes = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            float[] distances = Arrays.copyOfRange(c.input("distances"), n * rays, (n + 1) * rays);
            float[] outline = new Polar(rays).decode(distances, centres[2 * n], centres[2 * n + 1]);
            float[] clamped = Outlines.clamp(outline, image);
            for (int k = 0; k < 2 * rays; k++) {
                coordinates[k % 2][n * rays + k / 2] = outline[k];
                coordinates[2 + k % 2][n * rays + k / 2] = clamped[k];
            }
            areas[n] = Outlines.area(clamped);
            boxes.add(Outlines.bounds(clamped));
            inside[n] = Outlines.fill(clamped, image, 0).bits().cardinality();
        }
        c.check("x", coordinates[0]);
        c.check("y", coordinates[1]);
        c.check("xClamped", coordinates[2]);
        c.check("yClamped", coordinates[3]);
        c.check("polygonArea", areas);
        c.check("box", Boxes.of(boxes));
        c.checkAbout("pixelsInside", inside);
    }

    private static void defaultBoxes(OpCase c) {
        List<float[]> ratios = c.rows("aspectRatios");
        float[] scales = c.has("scales")
                ? c.floats("scales")
                : DefaultBoxes.evenScales(ratios.size(), c.parameter("minRatio"), c.parameter("maxRatio"));
        List<Integer> steps = c.has("steps")
                ? Arrays.stream(OpCase.ints(c.floats("steps"))).boxed().toList()
                : List.of();
        c.check("anchors", new DefaultBoxes(ratios, scales, steps, true).all(image(c.floats("image")), maps(c)));
    }

    private static void anchorGrid(OpCase c) {
        AnchorGrid grid = new AnchorGrid(c.rows("sizes"), c.rows("aspectRatios"));
        c.check("anchors", grid.all(image(c.floats("image")), maps(c)));
    }

    private static List<ImageSize> maps(OpCase c) {
        return c.rows("featureMaps").stream().map(BoxFixturesTest::image).toList();
    }

    /** The fixtures write height, width. */
    private static ImageSize image(float[] size) {
        return new ImageSize((int) size[1], (int) size[0]);
    }

    @TestFactory
    Stream<DynamicTest> everyCase() {
        return checks.entrySet().stream()
                .map(check -> DynamicTest.dynamicTest(check.getKey(), () -> {
                    OpCase opCase = OpCase.load(check.getKey());
                    check.getValue().accept(opCase);
                    assertThat(opCase.unchecked())
                            .as("outputs that nothing was compared with")
                            .isEmpty();
                }));
    }

    @Test
    void noCaseIsLeftOut() throws IOException {
        assertThat(OpCase.names()).hasSize(41).containsExactlyElementsOf(new TreeSet<>(checks.keySet()));
    }

    /** Gradients are the engine's business: training differentiates these formulas on its arrays. */
    @Test
    void onlyGradientsAreLeftOut() throws IOException {
        assertThat(OpCase.names().stream().filter(name -> OpCase.load(name).hasGradients()))
                .containsExactly(
                        "box-decode-1-1-1-1",
                        "box-decode-10-10-5-5",
                        "box-decode-clamp",
                        "box-encode-1-1-1-1",
                        "box-encode-10-10-5-5",
                        "complete-iou-loss",
                        "distance-iou-loss",
                        "generalized-iou-loss",
                        "ltrb-decode",
                        "ltrb-decode-pixels");
    }
}
