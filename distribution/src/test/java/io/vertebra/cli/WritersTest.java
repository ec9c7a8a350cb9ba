package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.vertebra.api.error.VertebraException;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Mask;
import io.vertebra.api.geometry.Point;
import io.vertebra.api.geometry.Polygon;
import io.vertebra.api.model.Labels;
import io.vertebra.api.result.ClassArea;
import io.vertebra.api.result.ClassScore;
import io.vertebra.api.result.Classes;
import io.vertebra.api.result.Detection;
import io.vertebra.api.result.Detections;
import io.vertebra.api.result.Embedding;
import io.vertebra.api.result.Face;
import io.vertebra.api.result.Faces;
import io.vertebra.api.result.Instance;
import io.vertebra.api.result.Instances;
import io.vertebra.api.result.Joint;
import io.vertebra.api.result.Matte;
import io.vertebra.api.result.Pose;
import io.vertebra.api.result.Poses;
import io.vertebra.api.result.Result;
import io.vertebra.api.result.Segmentation;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each form of a result file says of each kind of result. */
final class WritersTest {
    private static final ImageSize SIZE = new ImageSize(4, 3);
    private static final Labels LABELS = new Labels(List.of("__background__", "cat", "N/A", "dog, \"big\""));
    private static final Detection CAT = new Detection(new Box(1, 0.5f, 3, 2), 1, "cat", 0.5f);
    private static final Pose POSE = new Pose(
            new Box(0, 0, 4, 3),
            List.of(new Joint("__background__", 1, 2, 0.75f, true), new Joint("cat", 3, 2.5f, 0.25f, true)),
            0.5f);

    /** As a plugin may add it. */
    private record Distance(ImageSize image, float distance) implements Result {
        @Override
        public String kind() {
            return "distance";
        }
    }

    @TempDir
    Path folder;

    private static List<String> coco(Result result) {
        return new CocoAnnotations(result.getClass(), LABELS)
                .of(result).stream().map(Json::line).toList();
    }

    private static String csv(Result result) {
        CsvRows form = CsvRows.of(result.getClass()).orElseThrow();
        return Csv.row(form.columns())
                + form.rows().apply(result, LABELS).stream().map(Csv::row).collect(Collectors.joining());
    }

    private static Mask mask(int... pixels) {
        BitSet bits = new BitSet();
        Arrays.stream(pixels).forEach(bits::set);
        return new Mask(SIZE, bits);
    }

    @Test
    void cocoKnowsLabelsByTheirIndices() {
        assertThat(Json.line(new CocoAnnotations(Detections.class, LABELS).categories()))
                .isEqualTo("[{\"id\":1,\"name\":\"cat\"},{\"id\":3,\"name\":\"dog, \\\"big\\\"\"}]");
        assertThat(Json.line(new CocoAnnotations(Poses.class, new Labels(List.of("nose", "tail"))).categories()))
                .isEqualTo("[{\"id\":1,\"name\":\"person\",\"keypoints\":[\"nose\",\"tail\"]}]");
    }

    @Test
    void cocoBoxesAreCornerAndSize() {
        assertThat(coco(new Detections(SIZE, List.of(CAT))))
                .containsExactly(
                        "{\"category_id\":1,\"bbox\":[1.0,0.5,2.0,1.5],\"area\":3.0,\"iscrowd\":0,\"score\":0.5}");
        assertThat(coco(new Detections(SIZE, List.of()))).isEmpty();
    }

    @Test
    void cocoHasLandmarksAndJointsAsKeypoints() {
        assertThat(coco(new Faces(SIZE, List.of(new Face(CAT, List.of(new Point(1, 2))), new Face(CAT, List.of())))))
                .containsExactly(
                        "{\"category_id\":1,\"bbox\":[1.0,0.5,2.0,1.5],\"area\":3.0,\"iscrowd\":0,\"score\":0.5,"
                                + "\"num_keypoints\":1,\"keypoints\":[1.0,2.0,2]}",
                        "{\"category_id\":1,\"bbox\":[1.0,0.5,2.0,1.5],\"area\":3.0,\"iscrowd\":0,\"score\":0.5}");
        assertThat(coco(new Poses(SIZE, List.of(POSE))))
                .containsExactly(
                        "{\"category_id\":1,\"bbox\":[0.0,0.0,4.0,3.0],\"area\":12.0,\"iscrowd\":0,\"score\":0.5,"
                                + "\"num_keypoints\":2,\"keypoints\":[1.0,2.0,2,3.0,2.5,2],\"keypoint_scores\":[0.75,0.25]}");
    }

    @Test
    void cocoShapesArePolygonsOrRunsDownTheColumns() {
        Polygon outline = new Polygon(List.of(new Point(1, 0), new Point(3, 0), new Point(3, 1.5f)));
        Mask two = mask(1, 2, 5);
        assertThat(coco(new Instances(
                        SIZE, List.of(new Instance(CAT, two, List.of(outline)), new Instance(CAT, two, List.of())))))
                .containsExactly(
                        "{\"category_id\":1,\"bbox\":[1.0,0.5,2.0,1.5],\"area\":3,\"iscrowd\":0,\"score\":0.5,"
                                + "\"segmentation\":[[1.0,0.0,3.0,0.0,3.0,1.5]]}",
                        "{\"category_id\":1,\"bbox\":[1.0,0.5,2.0,1.5],\"area\":3,\"iscrowd\":0,\"score\":0.5,"
                                + "\"segmentation\":{\"size\":[3,4],\"counts\":[3,2,1,1,5]}}");
        String first = coco(new Instances(SIZE, List.of(new Instance(CAT, mask(0, 4, 8), List.of()))))
                .get(0);
        assertThat(first).endsWith("\"segmentation\":{\"size\":[3,4],\"counts\":[0,3,9]}}");
    }

    @Test
    void csvHasARowForEachThing() {
        assertThat(csv(new Detections(SIZE, List.of(CAT))))
                .isEqualTo("label,name,score,x1,y1,x2,y2\r\n1,cat,0.5,1.0,0.5,3.0,2.0\r\n");
        assertThat(csv(new Classes(SIZE, List.of(new ClassScore(3, LABELS.name(3), Float.NaN)))))
                .isEqualTo("rank,label,name,score\r\n1,3,\"dog, \"\"big\"\"\",\r\n");
        assertThat(csv(new Instances(SIZE, List.of(new Instance(CAT, mask(1, 2), List.of())))))
                .isEqualTo("label,name,score,x1,y1,x2,y2,pixels\r\n1,cat,0.5,1.0,0.5,3.0,2.0,2\r\n");
        assertThat(csv(new Segmentation(
                        SIZE,
                        new int[] {0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 3},
                        List.of(new ClassArea(3, LABELS.name(3), 3, 0.25f, 0.5f)))))
                .isEqualTo("label,name,score,pixels,share\r\n3,\"dog, \"\"big\"\"\",0.5,3,0.25\r\n");
    }

    @Test
    void csvHasARowForEachPointOfAFaceOrPose() {
        assertThat(csv(new Faces(
                        SIZE,
                        List.of(new Face(CAT, List.of(new Point(1, 2), new Point(3, 2))), new Face(CAT, List.of())))))
                .isEqualTo("face,label,name,score,x1,y1,x2,y2,landmark,x,y\r\n"
                        + "1,1,cat,0.5,1.0,0.5,3.0,2.0,1,1.0,2.0\r\n"
                        + "1,1,cat,0.5,1.0,0.5,3.0,2.0,2,3.0,2.0\r\n"
                        + "2,1,cat,0.5,1.0,0.5,3.0,2.0,,,\r\n");
        assertThat(csv(new Poses(SIZE, List.of(POSE))))
                .isEqualTo("pose,pose_score,x1,y1,x2,y2,joint,name,x,y,score,visible\r\n"
                        + "1,0.5,0.0,0.0,4.0,3.0,1,__background__,1.0,2.0,0.75,true\r\n"
                        + "1,0.5,0.0,0.0,4.0,3.0,2,cat,3.0,2.5,0.25,true\r\n");
    }

    @Test
    void csvQuotesWhatNeedsIt() {
        assertThat(Csv.row(Arrays.asList("a,b", "say \"x\"", "two\nlines", "\r", " edge", "日本 é", "", null, 1e-5f)))
                .isEqualTo("\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\"\r\",\" edge\",日本 é,,,1.0E-5\r\n");
    }

    @Test
    void kindsWithoutAFormAreNoneSilently() {
        for (Class<? extends Result> type : List.of(Embedding.class, Matte.class, Distance.class, Result.class)) {
            assertThat(CsvRows.of(type)).isEmpty();
            assertThat(CocoAnnotations.canHold(type)).isFalse();
            assertThat(MaskSink.canHold(type)).isFalse();
        }
        assertThat(CocoAnnotations.canHold(Classes.class)).isFalse();
        assertThat(CocoAnnotations.canHold(Segmentation.class)).isFalse();
        assertThat(MaskSink.canHold(Segmentation.class)).isTrue();
    }

    @Test
    void aMaskHasTheColoursOfPascalVoc() throws IOException {
        int[] labels = {0, 1, 2, 3, 4, 5, 6, 7, 8, 15, 20, 255};
        byte[] png = new LabelPng(21).of(new Segmentation(SIZE, labels, List.of()));
        // bit depth 8, colour type 3 (indexed)
        assertThat(png[24]).isEqualTo((byte) 8);
        assertThat(png[25]).isEqualTo((byte) 3);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getRaster().getSamples(0, 0, 4, 3, 0, (int[]) null)).containsExactly(labels);
        IndexColorModel palette = (IndexColorModel) image.getColorModel();
        assertThat(palette.getRGB(1)).isEqualTo(0xFF800000);
        assertThat(palette.getRGB(2)).isEqualTo(0xFF008000);
        assertThat(palette.getRGB(15)).isEqualTo(0xFFC08080);
        assertThat(palette.getRGB(20)).isEqualTo(0xFF004080);
        assertThat(palette.getRGB(255)).isEqualTo(0xFFE0E0C0);
    }

    @Test
    void aMaskOfManyClassesIsGrey() throws IOException {
        int[] labels = {0, 1, 255, 256, 257, 999, 1000, 65535, 0, 0, 0, 0};
        byte[] png = new LabelPng(256).of(new Segmentation(SIZE, labels, List.of()));
        assertThat(png[24]).isEqualTo((byte) 16);
        assertThat(png[25]).isEqualTo((byte) 0);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(image.getRaster().getSamples(0, 0, 4, 3, 0, (int[]) null)).containsExactly(labels);
        assertThat(new LabelPng(255).of(new Segmentation(SIZE, new int[12], List.of()))[24])
                .isEqualTo((byte) 8);
    }

    @Test
    void aPixelWithoutAClassHasTheLargestValue() throws IOException {
        int[] labels = new int[12];
        labels[7] = Segmentation.NONE;
        Segmentation partial = new Segmentation(SIZE, labels, List.of());
        BufferedImage indexed = ImageIO.read(new ByteArrayInputStream(new LabelPng(255).of(partial)));
        assertThat(indexed.getRaster().getSample(3, 1, 0)).isEqualTo(255);
        BufferedImage grey = ImageIO.read(new ByteArrayInputStream(new LabelPng(256).of(partial)));
        assertThat(grey.getRaster().getSample(3, 1, 0)).isEqualTo(65535);
    }

    @Test
    void aMaskThatCannotHoldALabelIsNotWritten() {
        int[] labels = new int[12];
        labels[7] = -2;
        assertThatThrownBy(() -> new LabelPng(21).of(new Segmentation(SIZE, labels, List.of())))
                .isInstanceOf(VertebraException.class)
                .hasMessageContaining("[X-001]")
                .hasMessageContaining("received: -2 of 21");
        labels[7] = 256;
        assertThatThrownBy(() -> new LabelPng(21).of(new Segmentation(SIZE, labels, List.of())))
                .hasMessageContaining("received: 256 of 21");
    }

    private OutputFile open(Path file) {
        return OutputFile.open(file, "--csv", problem -> fail(problem.text()));
    }

    @Test
    void aFileIsReplacedWhenItIsWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "old");
        OutputFile output = open(file);
        try (OutputFolder opened = output.folder()) {
            OutputFolder.Draft draft = output.draft();
            draft.append("new");
            assertThat(file).hasContent("old");
            draft.finish();
            assertThat(opened.path()).isEqualTo(folder.toRealPath());
        }
        assertThat(file).hasContent("new");
        output = open(file);
        try (OutputFolder opened = output.folder()) {
            output.draft().append("never finished");
            assertThat(opened.path()).isDirectory();
        }
        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
    }

    @Test
    void linesAreThereAtOnce() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jsonl"), "old\nold\n");
        OutputFile output = open(file);
        try (OutputFolder opened = output.folder()) {
            OutputFile.Lines lines = output.lines();
            assertThat(file).hasContent("old\nold\n");
            lines.add("é");
            assertThat(Files.readString(file)).isEqualTo("é\n");
            lines.add("2");
            assertThat(Files.readString(file)).isEqualTo("é\n2\n");
            lines.finish();
            assertThat(opened.path()).isDirectory();
        }
        assertThat(Files.readString(file)).isEqualTo("é\n2\n");
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path file = Files.writeString(folder.resolve("real.csv"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), file);
        OutputFile output = open(link);
        try (OutputFolder opened = output.folder()) {
            OutputFolder.Draft draft = output.draft();
            draft.append("new");
            draft.finish();
            assertThat(opened.path()).isDirectory();
        }
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void whatIsNoPlainFileIsRefused() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken"));
        assertThatThrownBy(() -> open(taken))
                .hasMessage(taken + ": the output cannot be written here [I-007]\n"
                        + "    received: a folder where a file is needed\n"
                        + "    fix: --csv with a plain file");
        Path loose = Files.createSymbolicLink(folder.resolve("loose"), folder.resolve("gone"));
        assertThatThrownBy(() -> open(loose)).hasMessageContaining("something that is no plain file");
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> open(file.resolve("a.csv")))
                .hasMessage(file.resolve("a.csv") + ": the output cannot be written here [I-007]\n"
                        + "    received: a file where a folder is needed\n"
                        + "    fix: --csv with a file in a folder in which you may write");
    }
}
