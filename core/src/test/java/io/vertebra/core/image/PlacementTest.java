package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.geometry.Point;
import io.vertebra.api.model.ImageTransform;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Preprocessing.Channels;
import io.vertebra.api.model.Preprocessing.Fit;
import io.vertebra.api.model.Preprocessing.Kernel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the pixels of a photo come to lie in the input, and the way back. */
class PlacementTest {
    private static final List<Float> ZERO = List.of(0f, 0f, 0f);
    private static final List<Float> ONE = List.of(1f, 1f, 1f);

    private final Preprocessor preprocessor = new Preprocessor();

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
        assertThat(place)
                .isEqualTo(new Placement(
                        new ImageSize(w, h),
                        new ImageSize(w, h),
                        new ImageSize(toW, toH),
                        left,
                        top,
                        new ImageSize(cropW, cropH)));
    }

    @Test
    void transformsAreExact() {
        Photo photo = PreprocessorTest.pattern(300, 200);
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
            Photo photo = PreprocessorTest.pattern(1 + random.nextInt(60), 1 + random.nextInt(60));
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
        Preprocessing.Details details = new Preprocessing.Details(150, 8, 0, true, 1.25f);
        Preprocessing preprocessing =
                new Preprocessing(ImageSize.square(120), fit, details, kernel(fit), Channels.RGB, ZERO, ONE);
        Prepared prepared = preprocessor.prepare(new Photo("square", size, rgb), preprocessing);
        float[] planes = PreprocessorTest.floats(prepared);
        ImageTransform transform = prepared.transform();
        int width = transform.input().width();
        double sum = 0;
        double sumX = 0;
        double sumY = 0;
        for (int i = 0; i < planes.length / 3; i++) {
            sum += planes[i];
            sumX += planes[i] * (i % width + 0.5);
            sumY += planes[i] * (i / width + 0.5);
        }
        // The affine crop's reference counts pixels, not their edges, on both sides; and it skips pixels of the photo.
        double half = fit == Fit.AFFINE_CROP ? 0.5 : 0;
        double tolerance = fit == Fit.AFFINE_CROP ? 0.5 : 2e-3;
        assertThat(sumX / sum)
                .isCloseTo((200 - half) * transform.scaleX() + transform.offsetX() + half, within(tolerance));
        assertThat(sumY / sum)
                .isCloseTo((140 - half) * transform.scaleY() + transform.offsetY() + half, within(tolerance));
        double area = 100 * 80 * transform.scaleX() * transform.scaleY();
        assertThat(sum).isCloseTo(area, within(fit == Fit.AFFINE_CROP ? 0.05 * area : 1e-1));
    }

    private static Kernel kernel(Fit fit) {
        return fit == Fit.AFFINE_CROP ? Kernel.OPENCV_LINEAR : Kernel.TORCHVISION_BILINEAR;
    }

    @ParameterizedTest
    @CsvSource({
        // photo, kernel, resized, input: torchvision cuts fractions off, mmcv rounds them
        "640, 480, TORCHVISION_BILINEAR_NO_ANTIALIAS, 1066, 800, 1088, 800",
        "640, 480, OPENCV_LINEAR, 1067, 800, 1088, 800",
        "480, 640, TORCHVISION_BILINEAR_NO_ANTIALIAS, 800, 1066, 800, 1088",
        "1280, 720, TORCHVISION_BILINEAR_NO_ANTIALIAS, 1333, 749, 1344, 768",
        "1280, 720, OPENCV_LINEAR, 1333, 750, 1344, 768",
        "100000, 3, OPENCV_LINEAR, 1333, 1, 1344, 32"
    })
    void sidesOfDetectors(int w, int h, Kernel kernel, int toW, int toH, int inW, int inH) {
        ImageSize image = new ImageSize(w, h);
        Preprocessing preprocessing =
                new Preprocessing(new ImageSize(1333, 800), Fit.SHORTER_SIDE, 0, kernel, Channels.RGB, ZERO, ONE);
        assertThat(Placement.of(image, preprocessing))
                .isEqualTo(new Placement(image, image, new ImageSize(toW, toH), 0, 0, new ImageSize(inW, inH)));
        assertThat(preprocessing.input()).isEqualTo(new ImageSize(1344, 800));
        assertThat(preprocessing.followsImage()).isTrue();
    }

    /** torchvision normalises before it fills up a batch, so its padding is 0 and not black. */
    @Test
    void paddingOfDetectorsIsZeroBehindTheNormalisation() {
        Preprocessing preprocessing = new Preprocessing(
                new ImageSize(20, 10),
                Fit.SHORTER_SIDE,
                0,
                Kernel.TORCHVISION_BILINEAR_NO_ANTIALIAS,
                Channels.RGB,
                List.of(0.4f, 0.5f, 0.6f),
                ONE);
        Prepared prepared =
                preprocessor.prepare(new Photo("black", new ImageSize(30, 20), new byte[1800]), preprocessing);
        assertThat(prepared.transform().valid()).isEqualTo(new ImageSize(15, 10));
        assertThat(prepared.transform().input()).isEqualTo(ImageSize.square(32));
        float[] planes = PreprocessorTest.floats(prepared);
        assertThat(planes[9 * 32 + 14]).isEqualTo(-0.4f);
        assertThat(planes[9 * 32 + 15]).isZero();
        assertThat(planes[10 * 32 + 14]).isZero();
        assertThat(planes[2 * 1024 + 14]).isEqualTo(-0.6f);
    }

    @Test
    void thePaddingOfALetterboxIsNotShown() {
        Preprocessing preprocessing = new Preprocessing(
                ImageSize.square(160), Fit.LETTERBOX, 0, Kernel.OPENCV_LINEAR, Channels.RGB, ZERO, ONE);
        Prepared prepared = preprocessor.prepare(PreprocessorTest.pattern(300, 200), preprocessing);
        assertThat(prepared.transform().shown()).isEqualTo(new Box(0, 26, 160, 133));
        assertThat(prepared.transform().valid()).isEqualTo(new ImageSize(160, 133));
        assertThat(PreprocessorTest.floats(prepared)[25 * 160]).isCloseTo(114 / 255f, within(1e-6f));
        assertThat(prepared.transform().toOriginal(new Point(0, 26))).isEqualTo(new Point(0, 0));
    }

    private ImageTransform transform(Photo photo, Fit fit, int width, int height, int side) {
        Preprocessing preprocessing =
                new Preprocessing(new ImageSize(width, height), fit, side, kernel(fit), Channels.RGB, ZERO, ONE);
        return preprocessor.prepare(photo, preprocessing).transform();
    }
}
