package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Preprocessing.Channels;
import io.vertebra.api.model.Preprocessing.Fit;
import io.vertebra.api.model.Preprocessing.Kernel;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kernels for which no fixture exists, against their definition: pixel by pixel, in double precision. */
class KernelDefinitionsTest {
    private static final List<Float> ZERO = List.of(0f, 0f, 0f);
    private static final List<Float> LEVELS = List.of(1 / 255f, 1 / 255f, 1 / 255f);

    @ParameterizedTest
    @CsvSource({"13, 9, 7, 5", "13, 9, 31, 22", "5, 40, 9, 11", "1, 3, 4, 2", "8, 8, 8, 8"})
    void bilinearWithoutAntialias(int w, int h, int toW, int toH) {
        DoubleUnaryOperator triangle = x -> Math.max(0, 1 - Math.abs(x));
        check(Kernel.TORCHVISION_BILINEAR_NO_ANTIALIAS, triangle, 1, new ImageSize(w, h), new ImageSize(toW, toH));
    }

    @ParameterizedTest
    @CsvSource({"13, 9, 7, 5", "13, 9, 31, 22", "5, 40, 9, 11", "1, 3, 4, 2", "8, 8, 8, 8"})
    void bicubicWithoutAntialias(int w, int h, int toW, int toH) {
        DoubleUnaryOperator cubic = distance -> {
            double x = Math.abs(distance);
            if (x <= 1) {
                return 1.25 * x * x * x - 2.25 * x * x + 1;
            }
            return x < 2 ? -0.75 * x * x * x + 3.75 * x * x - 6 * x + 3 : 0;
        };
        check(Kernel.TORCHVISION_BICUBIC_NO_ANTIALIAS, cubic, 2, new ImageSize(w, h), new ImageSize(toW, toH));
    }

    /** Every input pixel within reach, at the place of the nearest pixel of the image. */
    private static void check(Kernel kernel, DoubleUnaryOperator filter, int reach, ImageSize from, ImageSize to) {
        Photo photo = PreprocessorTest.pattern(from.width(), from.height());
        float[] planes = planes(photo, kernel, to);
        for (int i = 0; i < to.width() * to.height(); i++) {
            double x = (i % to.width() + 0.5) * from.width() / to.width() - 0.5;
            double y = (i / to.width() + 0.5) * from.height() / to.height() - 0.5;
            double sum = 0;
            for (int row = (int) Math.floor(y) - reach; row <= Math.floor(y) + reach; row++) {
                for (int column = (int) Math.floor(x) - reach; column <= Math.floor(x) + reach; column++) {
                    sum += filter.applyAsDouble(x - column) * filter.applyAsDouble(y - row) * level(photo, column, row);
                }
            }
            assertThat((double) planes[i]).isCloseTo(sum, within(1e-3));
        }
    }

    private static int level(Photo photo, int column, int row) {
        int x = Math.max(0, Math.min(photo.size().width() - 1, column));
        int y = Math.max(0, Math.min(photo.size().height() - 1, row));
        return photo.pixels()[3 * (y * photo.size().width() + x)] & 0xFF;
    }

    /** Each pass in double precision, rounded to 8 bits: two levels are the most that fixed point may move. */
    @ParameterizedTest
    @CsvSource({"40, 40, 7", "10, 10, 33", "64, 64, 31"})
    void hamming(int w, int h, int side) {
        Photo photo = PreprocessorTest.pattern(w, h);
        float[] planes = planes(photo, Kernel.PIL_HAMMING, ImageSize.square(side));
        double scale = Math.max(1, (double) w / side);
        for (int i = 0; i < side * side; i++) {
            double x = (i % side + 0.5) * w / side;
            double y = (i / side + 0.5) * h / side;
            double sum = 0;
            double weights = 0;
            for (int row = 0; row < h; row++) {
                for (int column = 0; column < w; column++) {
                    double weight = hamming((column + 0.5 - x) / scale) * hamming((row + 0.5 - y) / scale);
                    sum += weight * level(photo, column, row);
                    weights += weight;
                }
            }
            assertThat((double) planes[i]).isCloseTo(sum / weights, within(1.1));
        }
    }

    /** Harris: On the Use of Windows for Harmonic Analysis, 1978, equation 30. */
    private static double hamming(double x) {
        if (x == 0) {
            return 1;
        }
        return Math.abs(x) >= 1 ? 0 : Math.sin(Math.PI * x) / (Math.PI * x) * (0.54 + 0.46 * Math.cos(Math.PI * x));
    }

    /** Twice as large: OpenCV's area repeats pixels, and blends only where an output pixel lies on an edge of two. */
    @ParameterizedTest
    @CsvSource({"2, 0 0 90 90 180 180", "1, 0 90 180"})
    void areasRepeatPixelsWhenTheyGrow(int factor, String expected) {
        byte[] rgb = new byte[9];
        for (int i = 0; i < 9; i++) {
            rgb[i] = (byte) (90 * (i / 3));
        }
        float[] planes =
                planes(new Photo("row", new ImageSize(3, 1), rgb), Kernel.OPENCV_AREA, new ImageSize(3 * factor, 3));
        String[] levels = expected.split(" ");
        for (int i = 0; i < levels.length; i++) {
            assertThat(planes[i]).isCloseTo(Float.parseFloat(levels[i]), within(1e-3f));
        }
    }

    private static float[] planes(Photo photo, Kernel kernel, ImageSize size) {
        Preprocessing preprocessing = new Preprocessing(size, Fit.STRETCH, 0, kernel, Channels.RGB, ZERO, LEVELS);
        return PreprocessorTest.floats(new Preprocessor().prepare(photo, preprocessing));
    }
}
