package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Point;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Preprocessing.Channels;
import io.vertebra.api.model.Preprocessing.Fit;
import io.vertebra.api.model.Preprocessing.Kernel;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Affine crops against OpenCV 5, centre crops and the transform of classifiers against torchvision. */
class CropFixturesTest {
    private static final List<Float> ZERO = List.of(0f, 0f, 0f);
    /** With this deviation the output is in levels: value / 255 / (1 / 255). */
    private static final List<Float> LEVELS = List.of(1 / 255f, 1 / 255f, 1 / 255f);

    private final PhotoReader reader = new PhotoReader();

    static List<OpCase> affine() throws IOException {
        return ImageFixtures.startingWith("affine-crop");
    }

    static List<OpCase> crop() throws IOException {
        return ImageFixtures.startingWith("center-crop");
    }

    static List<OpCase> classification() throws IOException {
        return ImageFixtures.startingWith("classification-transform");
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
        byte[] levels = map.cut(reader.read(fixture.file()), crop);
        fixture.check(levels);
        assertThat(wrongLevels(fixture, levels)).isLessThan(0.01 * levels.length);
    }

    /** How far the sums of the levels are apart; ties in the rounding are all that may differ. */
    private static double wrongLevels(OpCase fixture, byte[] levels) {
        OpCase.Differences found = fixture.compare((y, x, c) -> levels[3 * (y * fixture.width() + x) + c] & 0xFF);
        return 3 * found.channelMeans() * fixture.width() * fixture.height();
    }

    /** 300x200 in an upright input: as wide as the photo and a quarter more, black above and below. */
    @Test
    void theWholePhotoIsTheBoxUnlessOneIsGiven() {
        Preprocessing preprocessing = new Preprocessing(
                new ImageSize(192, 256), Fit.AFFINE_CROP, 0, Kernel.OPENCV_LINEAR, Channels.RGB, ZERO, LEVELS);
        Photo photo = PreprocessorTest.pattern(300, 200);
        ImageTransform transform =
                new Preprocessor().prepare(photo, preprocessing).transform();
        assertThat(transform.scaleX()).isCloseTo(0.512, within(1e-12)).isEqualTo(transform.scaleY());
        assertThat(transform.offsetX()).isCloseTo(19.2, within(1e-9));
        assertThat(transform.offsetY()).isCloseTo(76.8, within(1e-9));
        ImageTransform part = Preprocessor.affine(photo, preprocessing, new Box(100, 20, 130, 80))
                .transform();
        assertThat(part.scaleY()).isCloseTo(256 / (60 * 1.25), within(1e-12));
        assertThat(part.toInput(new Point(115, 50))).isEqualTo(new Point(96, 128));
        assertThat(part.toOriginal(new Point(96, 128))).isEqualTo(new Point(115, 50));
        assertThat(part.original()).isEqualTo(photo.size());
    }

    @ParameterizedTest
    @MethodSource("affine")
    void aMapThatIsHalfAPixelOffIsFound(OpCase fixture) {
        double[] m = numbers(fixture, "matrix");
        AffineMap off = new AffineMap(m[0], m[1], m[2] + 0.5, m[3], m[4], m[5] + 0.5);
        ImageSize crop = new ImageSize(fixture.width(), fixture.height());
        byte[] levels = off.cut(reader.read(fixture.file()), crop);
        assertThat(fixture.compare((y, x, c) -> levels[3 * (y * fixture.width() + x) + c] & 0xFF)
                        .max())
                .isGreaterThan(5 * fixture.tolerance("max"));
    }

    /** Also where the crop is larger than the image. */
    @ParameterizedTest
    @MethodSource("crop")
    void cutsOutTheCentreLikeTorchvision(OpCase fixture) {
        Preprocessing preprocessing = new Preprocessing(
                new ImageSize(fixture.width(), fixture.height()),
                Fit.CENTER_CROP,
                0,
                Kernel.TORCHVISION_BILINEAR,
                Channels.RGB,
                ZERO,
                LEVELS);
        fixture.check(ResizeFixturesTest.levels(fixture, preprocessing));
    }

    /** The reference rounds to 8 bits after each pass, we never do: one level is the most that this can move a pixel. */
    @ParameterizedTest
    @MethodSource("classification")
    void preparesForClassifiersLikeTorchvision(OpCase fixture) {
        int crop = fixture.parameters().get("crop").getAsInt();
        Preprocessing usual = Preprocessing.imagenet();
        Preprocessing preprocessing = new Preprocessing(
                ImageSize.square(crop),
                Fit.SHORTER_SIDE_CROP,
                fixture.parameters().get("resize").getAsInt(),
                usual.kernel(),
                usual.channels(),
                usual.mean(),
                usual.std());
        OpCase.Differences found = ResizeFixturesTest.values(fixture, preprocessing);
        assertThat(found.max()).isLessThanOrEqualTo(fixture.tolerance("abs"));
        assertThat(found.channelMeans()).isLessThanOrEqualTo(fixture.tolerance("meanAbs"));
    }

    private static double[] numbers(AffineMap map) {
        return new double[] {map.a(), map.b(), map.c(), map.d(), map.e(), map.f()};
    }

    private static double[] numbers(OpCase fixture, String output) {
        double[] numbers = new double[6];
        JsonArray values = fixture.output(output);
        for (int i = 0; i < 6; i++) {
            numbers[i] = values.get(i).getAsDouble();
        }
        return numbers;
    }
}
