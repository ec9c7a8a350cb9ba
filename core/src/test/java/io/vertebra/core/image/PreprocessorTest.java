package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Preprocessing.Channels;
import io.vertebra.api.model.Preprocessing.Fit;
import io.vertebra.api.model.Preprocessing.Kernel;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PreprocessorTest {
    private static final List<Float> ZERO = List.of(0f, 0f, 0f);
    private static final List<Float> ONE = List.of(1f, 1f, 1f);
    /** With this deviation the output is in levels: value / 255 / (1 / 255). */
    private static final List<Float> LEVELS = List.of(1 / 255f, 1 / 255f, 1 / 255f);

    private final PhotoReader reader = new PhotoReader();
    private final Preprocessor preprocessor = new Preprocessor();

    static List<OpCase> resize() throws IOException {
        return OpCase.startingWith("tv-resize-float-bilinear");
    }

    static List<OpCase> crop() throws IOException {
        return OpCase.startingWith("center-crop");
    }

    static List<OpCase> classification() throws IOException {
        return OpCase.startingWith("classification-transform");
    }

    @Test
    void allCasesAreThere() throws IOException {
        assertThat(resize()).hasSize(3);
        assertThat(crop()).hasSize(2);
        assertThat(classification()).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("resize")
    void resizesLikeTorchvisionOnFloatTensors(OpCase fixture) {
        Preprocessing preprocessing =
                stretch(fixture.width(), fixture.height(), Kernel.TORCHVISION_BILINEAR, Channels.RGB, ONE);
        OpCase.Differences found = compare(fixture, preprocessing);
        assertThat(found.max()).isLessThanOrEqualTo(fixture.tolerance("abs"));
        assertThat(found.channelMeans()).isLessThanOrEqualTo(1e-6);
    }

    @ParameterizedTest
    @MethodSource("crop")
    void cutsOutTheCentreLikeTorchvision(OpCase fixture) {
        ImageSize photo = reader.read(fixture.file()).size();
        Preprocessing preprocessing = new Preprocessing(
                new ImageSize(fixture.width(), fixture.height()),
                Fit.SHORTER_SIDE_CROP,
                Math.min(photo.width(), photo.height()),
                Kernel.TORCHVISION_BILINEAR,
                Channels.RGB,
                ZERO,
                LEVELS);
        assertThat(compare(fixture, preprocessing).max()).isLessThan(1e-4);
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
        OpCase.Differences found = compare(fixture, preprocessing);
        assertThat(found.max()).isLessThanOrEqualTo(fixture.tolerance("abs"));
        assertThat(found.channelMeans()).isLessThanOrEqualTo(fixture.tolerance("meanAbs"));
    }

    /** Red and blue of the pattern, made larger; computed in float32 from the definition in TensorFlow's resize_bilinear_op. */
    @Test
    void enlargesLikeTensorFlow() {
        Preprocessing preprocessing = stretch(7, 5, Kernel.TENSORFLOW_ASYMMETRIC, Channels.RGB, LEVELS);
        float[] planes = floats(preprocessor.prepare(pattern(3, 2), preprocessing));
        assertThat(Arrays.copyOfRange(planes, 0, 35))
                .containsExactly(
                        new float[] {
                            0f, 15.85714f, 31.71429f, 47.57143f, 63.42857f, 74f, 74f,
                            40.4f, 57.45715f, 74.51429f, 91.57143f, 108.62857f, 120f, 120f,
                            80.8f, 99.05714f, 117.31429f, 135.57143f, 153.82858f, 166f, 166f,
                            101f, 119.85715f, 138.71429f, 157.57143f, 176.42857f, 189f, 189f,
                            101f, 119.85715f, 138.71429f, 157.57143f, 176.42857f, 189f, 189f
                        },
                        within(1e-4f));
        assertThat(Arrays.copyOfRange(planes, 70, 77))
                .containsExactly(
                        new float[] {118f, 133.85715f, 149.71429f, 165.57143f, 181.42857f, 192f, 192f}, within(1e-4f));
    }

    /** 7x5 to 3x4: factors of 7/3 and 5/4. */
    @Test
    void reducesLikeTensorFlow() {
        Preprocessing preprocessing = stretch(3, 4, Kernel.TENSORFLOW_ASYMMETRIC, Channels.RGB, LEVELS);
        float[] planes = floats(preprocessor.prepare(pattern(7, 5), preprocessing));
        assertThat(Arrays.copyOfRange(planes, 0, 12))
                .containsExactly(
                        new float[] {
                            0f, 86.33333f, 172.66666f, 126.25f, 169f, 83.75f,
                            124.5f, 123.66666f, 122.83333f, 122.75f, 78.33334f, 161.91666f
                        },
                        within(1e-4f));
        assertThat(Arrays.copyOfRange(planes, 24, 36))
                .containsExactly(
                        new float[] {
                            118f, 204.33333f, 34.66666f, 180.25f, 95f, 137.75f,
                            114.5f, 113.66666f, 112.83332f, 48.75f, 132.33333f, 87.91666f
                        },
                        within(1e-4f));
    }

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void paddingIsTheSameAsAPaddedPhoto(Kernel kernel) {
        for (ImageSize size : List.of(new ImageSize(13, 7), new ImageSize(7, 13), new ImageSize(40, 1))) {
            for (int side : new int[] {5, 11, 32}) {
                Photo photo = pattern(size.width(), size.height());
                Photo padded = padded(photo);
                List<Float> mean = List.of(0.4f, 0.5f, 0.6f);
                Preprocessing stretch = new Preprocessing(
                        ImageSize.square(side), Fit.STRETCH, 0, kernel, Channels.RGB, mean, List.of(0.2f, 0.3f, 0.4f));
                Preprocessing pad = new Preprocessing(
                        ImageSize.square(side), Fit.PAD_END, 0, kernel, Channels.RGB, mean, List.of(0.2f, 0.3f, 0.4f));
                assertThat(floats(preprocessor.prepare(photo, pad)))
                        .containsExactly(floats(preprocessor.prepare(padded, stretch)));
            }
        }
    }

    @Test
    void normalisesEachChannelInTheOrderAskedFor() {
        Photo photo = new Photo("dot", ImageSize.square(1), Forge.bytes(255, 51, 0));
        List<Float> mean = List.of(0.1f, 0.2f, 0.3f);
        List<Float> std = List.of(0.5f, 0.25f, 2f);
        for (Kernel kernel : Kernel.values()) {
            Preprocessing rgb = new Preprocessing(ImageSize.square(1), Fit.STRETCH, 0, kernel, Channels.RGB, mean, std);
            Preprocessing bgr = new Preprocessing(ImageSize.square(1), Fit.STRETCH, 0, kernel, Channels.BGR, mean, std);
            assertThat(floats(preprocessor.prepare(photo, rgb)))
                    .containsExactly(new float[] {1.8f, 0f, -0.15f}, within(1e-6f));
            assertThat(floats(preprocessor.prepare(photo, bgr)))
                    .containsExactly(new float[] {-0.2f, 0f, 0.35f}, within(1e-6f));
        }
    }

    @ParameterizedTest
    @CsvSource({
        // photo, shorter side, crop -> resized, left, top
        "300, 200, 160, 144, 144, 240, 160, 48, 8",
        "97, 141, 150, 150, 150, 150, 218, 0, 34",
        "500, 333, 256, 224, 224, 384, 256, 80, 16",
        "333, 500, 256, 224, 224, 256, 384, 16, 80",
        "200, 201, 200, 100, 100, 200, 201, 50, 50",
        "200, 203, 200, 100, 100, 200, 203, 50, 52",
        "1, 1000000, 256, 224, 224, 256, 256000000, 16, 127999888"
    })
    void sizeRuleOfTorchvision(int w, int h, int side, int cropW, int cropH, int toW, int toH, int left, int top) {
        Preprocessing preprocessing = new Preprocessing(
                new ImageSize(cropW, cropH),
                Fit.SHORTER_SIDE_CROP,
                side,
                Kernel.TORCHVISION_BILINEAR,
                Channels.RGB,
                ZERO,
                ONE);
        Placement place = Placement.of(new ImageSize(w, h), preprocessing);
        assertThat(place).isEqualTo(new Placement(new ImageSize(w, h), new ImageSize(toW, toH), left, top));
    }

    @Test
    void transformsAreExact() {
        Photo photo = pattern(300, 200);
        assertThat(transform(photo, Fit.STRETCH, 60, 50, 0))
                .isEqualTo(new ImageTransform(0.2, 0.25, 0, 0, photo.size(), new ImageSize(60, 50)));
        ImageTransform padded = transform(photo, Fit.PAD_END, 60, 60, 0);
        assertThat(padded).isEqualTo(new ImageTransform(0.2, 0.2, 0, 0, photo.size(), ImageSize.square(60)));
        assertThat(padded.valid()).isEqualTo(new ImageSize(60, 40));
        assertThat(transform(photo, Fit.SHORTER_SIDE_CROP, 144, 144, 160))
                .isEqualTo(new ImageTransform(0.8, 0.8, -48, -8, photo.size(), ImageSize.square(144)));
    }

    @ParameterizedTest
    @EnumSource(Fit.class)
    void boxesComeBack(Fit fit) {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            Photo photo = pattern(1 + random.nextInt(60), 1 + random.nextInt(60));
            int side = 8 + random.nextInt(40);
            ImageTransform transform = transform(photo, fit, side, side, side + random.nextInt(9));
            float x1 = random.nextFloat() * photo.size().width();
            float y1 = random.nextFloat() * photo.size().height();
            float x2 = x1 + random.nextFloat() * (photo.size().width() - x1);
            float y2 = y1 + random.nextFloat() * (photo.size().height() - y1);
            Box there = new Box(
                    (float) (x1 * transform.scaleX() + transform.offsetX()),
                    (float) (y1 * transform.scaleY() + transform.offsetY()),
                    (float) (x2 * transform.scaleX() + transform.offsetX()),
                    (float) (y2 * transform.scaleY() + transform.offsetY()));
            Box back = transform.toOriginal(there);
            assertThat(new float[] {back.x1(), back.y1(), back.x2(), back.y2()})
                    .containsExactly(new float[] {x1, y1, x2, y2}, within(1e-3f));
        }
    }

    /** A bright square must be found where the transform says that it is. */
    @ParameterizedTest
    @EnumSource(Fit.class)
    void theTransformTellsWhereThePixelsWent(Fit fit) {
        ImageSize size = new ImageSize(400, 300);
        byte[] rgb = new byte[3 * 400 * 300];
        for (int y = 100; y < 180; y++) {
            Arrays.fill(rgb, 3 * (400 * y + 150), 3 * (400 * y + 250), (byte) 255);
        }
        Preprocessing preprocessing = new Preprocessing(
                ImageSize.square(120), fit, 150, Kernel.TORCHVISION_BILINEAR, Channels.RGB, ZERO, ONE);
        Prepared prepared = preprocessor.prepare(new Photo("square", size, rgb), preprocessing);
        float[] planes = floats(prepared);
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        for (int i = 0; i < 120 * 120; i++) {
            sum += planes[i];
            sumX += planes[i] * (i % 120 + 0.5);
            sumY += planes[i] * (i / 120 + 0.5);
        }
        ImageTransform transform = prepared.transform();
        assertThat(sumX / sum).isCloseTo(200 * transform.scaleX() + transform.offsetX(), within(1e-3));
        assertThat(sumY / sum).isCloseTo(140 * transform.scaleY() + transform.offsetY(), within(1e-3));
        assertThat(sum).isCloseTo(100 * 80 * transform.scaleX() * transform.scaleY(), within(1e-1));
    }

    @Test
    void theDataIsReadOnlyAndEachViewHasItsOwnPosition() {
        Prepared prepared = preprocessor.prepare(pattern(4, 4), Preprocessing.imagenet());
        prepared.data().get();
        assertThat(prepared.data().position()).isZero();
        assertThat(prepared.data().remaining()).isEqualTo(3 * 224 * 224);
        assertThat(prepared.data().isReadOnly()).isTrue();
    }

    private ImageTransform transform(Photo photo, Fit fit, int width, int height, int side) {
        Preprocessing preprocessing = new Preprocessing(
                new ImageSize(width, height), fit, side, Kernel.TENSORFLOW_ASYMMETRIC, Channels.RGB, ZERO, ONE);
        return preprocessor.prepare(photo, preprocessing).transform();
    }

    private OpCase.Differences compare(OpCase fixture, Preprocessing preprocessing) {
        float[] planes = floats(preprocessor.prepare(reader.read(fixture.file()), preprocessing));
        int plane = fixture.width() * fixture.height();
        return fixture.compare((y, x, c) -> planes[c * plane + y * fixture.width() + x]);
    }

    private static Preprocessing stretch(int width, int height, Kernel kernel, Channels channels, List<Float> std) {
        return new Preprocessing(new ImageSize(width, height), Fit.STRETCH, 0, kernel, channels, ZERO, std);
    }

    private static float[] floats(Prepared prepared) {
        FloatBuffer data = prepared.data();
        float[] values = new float[data.remaining()];
        data.get(values);
        return values;
    }

    static Photo pattern(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % width;
            int y = i / 3 / width;
            rgb[i] = (byte) (37 * x + 101 * y + 59 * (i % 3) + 7 * x * y);
        }
        return new Photo("pattern", new ImageSize(width, height), rgb);
    }

    private static Photo padded(Photo photo) {
        int side = Math.max(photo.size().width(), photo.size().height());
        byte[] rgb = new byte[3 * side * side];
        int stride = 3 * photo.size().width();
        for (int y = 0; y < photo.size().height(); y++) {
            System.arraycopy(photo.pixels(), y * stride, rgb, y * 3 * side, stride);
        }
        return new Photo("padded", ImageSize.square(side), rgb);
    }
}
