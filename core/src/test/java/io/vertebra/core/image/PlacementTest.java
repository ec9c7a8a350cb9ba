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
        assertThat(place).isEqualTo(new Placement(new ImageSize(w, h), new ImageSize(toW, toH), left, top));
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
        Preprocessing preprocessing = new Preprocessing(
                ImageSize.square(120), fit, 150, Kernel.TORCHVISION_BILINEAR, Channels.RGB, ZERO, ONE);
        Prepared prepared = preprocessor.prepare(new Photo("square", size, rgb), preprocessing);
        float[] planes = PreprocessorTest.floats(prepared);
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

    private ImageTransform transform(Photo photo, Fit fit, int width, int height, int side) {
        Preprocessing preprocessing = new Preprocessing(
                new ImageSize(width, height), fit, side, Kernel.TENSORFLOW_ASYMMETRIC, Channels.RGB, ZERO, ONE);
        return preprocessor.prepare(photo, preprocessing).transform();
    }
}
