package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Preprocessing.Channels;
import io.vertebra.api.model.Preprocessing.Fit;
import io.vertebra.api.model.Preprocessing.Kernel;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreprocessorTest {
    private static final List<Float> ZERO = List.of(0f, 0f, 0f);
    private static final List<Float> ONE = List.of(1f, 1f, 1f);
    /** With this deviation the output is in levels: value / 255 / (1 / 255). */
    private static final List<Float> LEVELS = List.of(1 / 255f, 1 / 255f, 1 / 255f);

    private final PhotoReader reader = new PhotoReader();
    private final Preprocessor preprocessor = new Preprocessor();

    /** The window of a crop holds the levels that a crop of the whole resized picture would. */
    @ParameterizedTest
    @EnumSource(Kernel.class)
    void cutsOutOfThePictureThatTheLibraryWouldMake(Kernel kernel) {
        for (ImageSize size : List.of(new ImageSize(31, 90), new ImageSize(90, 31), new ImageSize(9, 13))) {
            Photo photo = pattern(size.width(), size.height());
            Preprocessing cut = new Preprocessing(
                    new ImageSize(12, 10), Fit.SHORTER_SIDE_CROP, 15, kernel, Channels.RGB, ZERO, LEVELS);
            Placement place = Placement.of(size, cut);
            ImageSize all = place.resized();
            byte[] whole = levels(photo, stretch(all.width(), all.height(), kernel, Channels.RGB, LEVELS));
            byte[] window = levels(photo, cut);
            for (int y = 0; y < 10; y++) {
                int from = 3 * ((place.top() + y) * all.width() + place.left());
                assertThat(Arrays.copyOfRange(window, 36 * y, 36 * y + 36))
                        .isEqualTo(Arrays.copyOfRange(whole, from, from + 36));
            }
        }
    }

    @Test
    void blueComesFirstWhereAModelWantsItLikeOpenCv() throws IOException {
        List<OpCase> fixtures = ImageFixtures.startingWith("cv2-bgr");
        assertThat(fixtures).hasSize(1);
        OpCase fixture = fixtures.get(0);
        Preprocessing plain =
                stretch(fixture.width(), fixture.height(), Kernel.TORCHVISION_BILINEAR, Channels.BGR, LEVELS);
        fixture.check(levels(fixture.file(), plain));
    }

    private byte[] levels(Path file, Preprocessing preprocessing) {
        return levels(reader.read(file), preprocessing);
    }

    private byte[] levels(Photo photo, Preprocessing preprocessing) {
        float[] planes = floats(preprocessor.prepare(photo, preprocessing));
        byte[] rgb = new byte[planes.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round(planes[i % 3 * (planes.length / 3) + i / 3]);
        }
        return rgb;
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

    @Test
    void theDataIsReadOnlyAndEachViewHasItsOwnPosition() {
        Prepared prepared = preprocessor.prepare(pattern(4, 4), Preprocessing.imagenet());
        prepared.data().get();
        assertThat(prepared.data().position()).isZero();
        assertThat(prepared.data().remaining()).isEqualTo(3 * 224 * 224);
        assertThat(prepared.data().isReadOnly()).isTrue();
    }

    private OpCase.Differences compare(OpCase fixture, Preprocessing preprocessing) {
        float[] planes = floats(preprocessor.prepare(reader.read(fixture.file()), preprocessing));
        int plane = fixture.width() * fixture.height();
        return fixture.compare((y, x, c) -> planes[c * plane + y * fixture.width() + x]);
    }

    private static Preprocessing stretch(int width, int height, Kernel kernel, Channels channels, List<Float> std) {
        return new Preprocessing(new ImageSize(width, height), Fit.STRETCH, 0, kernel, channels, ZERO, std);
    }

    static float[] floats(Prepared prepared) {
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
