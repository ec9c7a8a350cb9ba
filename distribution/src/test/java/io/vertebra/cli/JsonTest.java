package io.vertebra.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertebra.api.error.VertebraException;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Keypoint;
import io.vertebra.api.geometry.Mask;
import io.vertebra.api.geometry.Point;
import io.vertebra.api.model.Preprocessing;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class JsonTest {
    private record Inner(float half, double third, long big, boolean yes) {}

    private record Outer(String text, Inner inner, List<Integer> numbers, float[] vector) {}

    @Test
    void aRecordIsAnObjectOfItsComponents() {
        Outer value = new Outer(
                "a \"b\" <c> \u00e9", new Inner(0.5f, 1 / 3.0, 1L << 40, true), List.of(1, 2), new float[] {0.1f, -2f});
        assertThat(Json.line(value))
                .isEqualTo("{\"text\":\"a \\\"b\\\" <c> \u00e9\",\"inner\":{\"half\":0.5,\"third\":0.3333333333333333,"
                        + "\"big\":1099511627776,\"yes\":true},\"numbers\":[1,2],\"vector\":[0.1,-2.0]}");
    }

    @Test
    void geometryIsShort() {
        assertThat(Json.line(new Box(1.5f, 2, 3, 4))).isEqualTo("[1.5,2.0,3.0,4.0]");
        assertThat(Json.line(new Keypoint(new Point(1, 2), 0.25f))).isEqualTo("{\"at\":[1.0,2.0],\"score\":0.25}");
        assertThat(Json.line(new ImageSize(3, 4))).isEqualTo("{\"width\":3,\"height\":4}");
        assertThat(Json.line(Preprocessing.Kernel.TORCHVISION_BILINEAR)).isEqualTo("\"torchvision-bilinear\"");
    }

    @Test
    void aMaskIsTheLengthsOfItsRunsTheFirstOfZeros() {
        BitSet bits = new BitSet();
        bits.set(2, 5);
        bits.set(7);
        assertThat(Json.line(new Mask(new ImageSize(3, 3), bits)))
                .isEqualTo("{\"size\":{\"width\":3,\"height\":3},\"bits\":[2,3,2,1]}");
        BitSet first = new BitSet();
        first.set(0);
        assertThat(Json.line(first)).isEqualTo("[0,1]");
        assertThat(Json.line(new BitSet())).isEqualTo("[]");
    }

    @Test
    void whatIsNotThereIsNull() {
        assertThat(Json.line(
                        Arrays.asList(null, Float.NaN, Double.POSITIVE_INFINITY, Optional.empty(), Optional.of(1))))
                .isEqualTo("[null,null,null,null,1]");
    }

    @Test
    void longerDocumentsHaveLines() {
        assertThat(Json.pretty(new ImageSize(3, 4))).isEqualTo("{\n  \"width\": 3,\n  \"height\": 4\n}");
    }

    @Test
    void otherObjectsAreADefectOfTheirPlugin() {
        assertThatThrownBy(() -> Json.line(new Object()))
                .isInstanceOf(VertebraException.class)
                .hasMessage("a part of a result has no JSON form [X-001]\n    received: java.lang.Object\n"
                        + "    fix: report it to the author of the plugin: results are records of plain Java data");
    }
}
