package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.vertebra.api.geometry.ImageSize;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Affine crops against OpenCV 5. */
class CropFixturesTest {
    private final PhotoReader reader = new PhotoReader();

    static List<OpCase> affine() throws IOException {
        return ImageFixtures.startingWith("affine-crop");
    }

    @ParameterizedTest
    @MethodSource("affine")
    void cutsOutRegionsAsSimpleBaselinesDoes(OpCase fixture) {
        JsonObject parameters = fixture.parameters();
        JsonArray center = parameters.getAsJsonArray("center");
        double width = parameters.getAsJsonArray("scale").get(0).getAsDouble()
                * parameters.get("pixelStd").getAsDouble();
        ImageSize crop = new ImageSize(fixture.width(), fixture.height());
        AffineMap map = AffineMap.centred(
                center.get(0).getAsDouble(),
                center.get(1).getAsDouble(),
                width,
                parameters.get("rotationDegrees").getAsDouble(),
                crop);
        // the reference's points are float32
        assertThat(numbers(map)).containsExactly(numbers(fixture, "matrix"), within(2e-5));
        assertThat(numbers(map.inverse())).containsExactly(numbers(fixture, "matrixInverse"), within(1e-4));
        fixture.check(map.cut(reader.read(fixture.file()), crop));
    }

    private static double[] numbers(AffineMap map) {
        return new double[] {map.a(), map.b(), map.c(), map.d(), map.e(), map.f()};
    }

    private static double[] numbers(OpCase fixture, String output) {
        double[] numbers = new double[6];
        JsonArray values = fixture.json()
                .getAsJsonObject("outputs")
                .getAsJsonObject(output)
                .getAsJsonArray("values");
        for (int i = 0; i < 6; i++) {
            numbers[i] = values.get(i).getAsDouble();
        }
        return numbers;
    }
}
