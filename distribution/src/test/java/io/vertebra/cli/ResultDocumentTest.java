package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.result.ClassArea;
import io.vertebra.api.result.ClassScore;
import io.vertebra.api.result.Classes;
import io.vertebra.api.result.Detection;
import io.vertebra.api.result.Detections;
import io.vertebra.api.result.Embedding;
import io.vertebra.api.result.Result;
import io.vertebra.api.result.Segmentation;
import io.vertebra.core.image.Photo;
import io.vertebra.core.image.PhotoReader;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResultDocumentTest {
    private static final ImageSize SIZE = new ImageSize(640, 480);

    /** As a plugin may add it: with more than one component. */
    private record Pair(ImageSize image, float distance, List<String> names) implements Result {
        @Override
        public String kind() {
            return "pair";
        }
    }

    private static Finding finding(String file, String task, Result result) {
        Photo photo = new PhotoReader().read(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), file);
        return new Finding(Path.of(file), photo, task, result);
    }

    @Test
    void theDocumentHasTheKeysOfItsSchema() {
        StringBuilder text = new StringBuilder();
        ResultDocument document = new ResultDocument("face-detector", text::append);
        Detection face = new Detection(new Box(1, 2, 30.25f, 40.5f), 0, "face", 0.96484f);
        document.add(finding("a.jpg", "detection", new Detections(SIZE, List.of(face))));
        document.add(
                "b.jpg", Problem.of(ErrorCode.IMAGE_EMPTY, "the image is empty").received("0 bytes"));
        document.add(finding("c.jpg", "detection", new Detections(SIZE, List.of())));
        document.end();
        assertThat(text.toString()).isEqualTo("""
                        {"schema":"vertebra-result/1","model":"face-detector","results":[
                        {"file":"a.jpg","width":640,"height":480,"task":"detection","detections":[\
                        {"box":[1.0,2.0,30.25,40.5],"label":0,"name":"face","score":0.96484}]},
                        {"file":"c.jpg","width":640,"height":480,"task":"detection","detections":[]}
                        ],"errors":[{"file":"b.jpg","code":"I-002","message":"the image is empty",\
                        "received":"0 bytes","fix":null}]}
                        """);
    }

    @Test
    void aResultStandsUnderItsKind() {
        StringBuilder text = new StringBuilder();
        ResultDocument document = new ResultDocument("m", text::append);
        document.add(finding("a", "classification", new Classes(SIZE, List.of(new ClassScore(3, "cat", 0.5f)))));
        document.add(finding("b", "embedding", new Embedding(SIZE, new float[] {1, 0.5f})));
        document.add(finding("c", "pairs", new Pair(SIZE, 0.75f, List.of("x", "y"))));
        document.end();
        assertThat(text.toString().lines().toList())
                .containsExactly(
                        "{\"schema\":\"vertebra-result/1\",\"model\":\"m\",\"results\":[",
                        "{\"file\":\"a\",\"width\":640,\"height\":480,\"task\":\"classification\","
                                + "\"classes\":[{\"label\":3,\"name\":\"cat\",\"score\":0.5}]},",
                        "{\"file\":\"b\",\"width\":640,\"height\":480,\"task\":\"embedding\",\"embedding\":[1.0,0.5]},",
                        "{\"file\":\"c\",\"width\":640,\"height\":480,\"task\":\"pairs\","
                                + "\"pair\":{\"distance\":0.75,\"names\":[\"x\",\"y\"]}}",
                        "],\"errors\":[]}");
    }

    @Test
    void pixelsStayOutAndTheMaskSaysWhereTheyAre() {
        StringBuilder text = new StringBuilder();
        ResultDocument document = new ResultDocument("m", text::append);
        ClassArea cat = new ClassArea(8, "cat", 76800, 0.25f, 0.5f);
        Finding bare = finding("a.jpg", "s", new Segmentation(SIZE, new int[640 * 480], List.of(cat)));
        document.add(bare);
        document.add(new Finding(bare.file(), bare.photo(), bare.task(), bare.result(), Path.of("m", "a.mask.png")));
        document.end();
        String start = "{\"file\":\"a.jpg\",\"width\":640,\"height\":480,\"task\":\"s\",";
        String found =
                "\"segmentation\":{\"classes\":[{\"label\":8,\"name\":\"cat\",\"pixels\":76800,\"share\":0.25,\"score\":0.5}]}}";
        assertThat(text.toString().lines())
                .containsSubsequence(start + found + ",", start + "\"mask\":\"m/a.mask.png\"," + found);
    }

    @Test
    void aRunWithoutResultsIsADocumentToo() {
        StringBuilder text = new StringBuilder();
        new ResultDocument("m", text::append).end();
        assertThat(text.toString())
                .isEqualTo("{\"schema\":\"vertebra-result/1\",\"model\":\"m\",\"results\":[\n],\"errors\":[]}\n");
    }
}
