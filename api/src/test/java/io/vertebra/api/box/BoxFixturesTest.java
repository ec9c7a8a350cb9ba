package io.vertebra.api.box;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.geometry.ImageSize;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        checks.put("anchors-retinanet", BoxFixturesTest::anchorGrid);
        checks.put("anchors-rpn-one-level", BoxFixturesTest::anchorGrid);
    }

    private void overlaps() {
        for (String name : List.of("box-iou", "box-iou-degenerate")) {
            checks.put(name, overlap(Overlap::iou));
        }
        checks.put("generalized-box-iou", overlap(Overlap::generalized));
        checks.put("distance-box-iou", overlap(Overlap::distance));
        checks.put("complete-box-iou", overlap(Overlap::complete));
    }

    private void suppression() {
        for (String name : List.of("nms-0.3", "nms-0.5", "nms-boundary")) {
            checks.put(
                    name,
                    c -> c.check(
                            "output",
                            Nms.keep(c.input("boxes"), c.input("scores"), c.parameter("iouThreshold"), 1000)));
        }
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

    private void coding() {
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
        assertThat(OpCase.names()).hasSize(41);
    }
}
