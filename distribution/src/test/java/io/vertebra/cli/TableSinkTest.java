package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.result.ClassArea;
import io.vertebra.api.result.ClassScore;
import io.vertebra.api.result.Classes;
import io.vertebra.api.result.Detection;
import io.vertebra.api.result.Detections;
import io.vertebra.api.result.Embedding;
import io.vertebra.api.result.Face;
import io.vertebra.api.result.Faces;
import io.vertebra.api.result.Joint;
import io.vertebra.api.result.Pose;
import io.vertebra.api.result.Poses;
import io.vertebra.api.result.Result;
import io.vertebra.api.result.Segmentation;
import io.vertebra.core.image.PhotoReader;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableSinkTest {
    private static final ImageSize SIZE = new ImageSize(640, 480);

    private static Finding finding(String file, Result result) {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        return new Finding(Path.of(file), new PhotoReader().read(image, file), "task", result);
    }

    @Test
    void eachKindOfResultHasRows() {
        Screen screen = new Screen();
        TableSink sink = new TableSink(screen.terminal());
        Detection face = new Detection(new Box(1.4f, 2.6f, 30, 40), 0, "face", 0.96484f);
        sink.accept(finding("a.jpg", new Detections(SIZE, List.of(face, face))));
        sink.accept(finding("b.jpg", new Detections(SIZE, List.of())));
        sink.accept(finding("c.jpg", new Classes(SIZE, List.of(new ClassScore(1, "tabby cat", 0.5f)))));
        sink.accept(finding("d.jpg", new Faces(SIZE, List.of(new Face(face, List.of())))));
        List<Joint> joints = List.of(
                new Joint("left_ankle", 12.6f, 380.2f, 0.9f, true), new Joint("right_ankle", 0, 0, 0.1f, false));
        sink.accept(finding("p.jpg", new Poses(SIZE, List.of(new Pose(new Box(0, 0, 640, 480), joints, 0.9f)))));
        sink.accept(finding("e.jpg", new Embedding(SIZE, new float[] {1})));
        sink.finish();
        assertThat(screen.out()).isEqualTo("""
                        file   name        score  box
                        a.jpg  face        0.965  1 3 30 40
                        a.jpg  face        0.965  1 3 30 40
                        b.jpg  -
                        c.jpg  tabby cat   0.500
                        d.jpg  face        0.965  1 3 30 40
                        p.jpg  pose        0.900  0 0 640 480
                        p.jpg  left_ankle  0.900  13 380
                        e.jpg  embedding
                        """);
    }

    @Test
    void aSegmentationHasARowForEachClass() {
        Screen screen = new Screen();
        AreaTable sink = new AreaTable(screen.terminal());
        ClassArea person = new ClassArea(15, "person", 153600, 0.5f, 0.96484f);
        ClassArea cat = new ClassArea(8, "cat", 7, 7 / 307200f, null);
        int[] labels = new int[640 * 480];
        sink.accept(finding("a.jpg", new Segmentation(SIZE, labels, List.of(person, cat))));
        sink.accept(finding("b.jpg", new Segmentation(SIZE, labels, List.of())));
        sink.finish();
        assertThat(screen.out()).isEqualTo("""
                        file   name    score  pixels   share
                        a.jpg  person  0.965  153600  50.0 %
                        a.jpg  cat                 7  <0.1 %
                        b.jpg  -
                        """);
    }

    @Test
    void nothingLookedAtGivesNoTable() {
        Screen screen = new Screen();
        new TableSink(screen.terminal()).finish();
        assertThat(screen.out()).isEmpty();
    }
}
