package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Preprocessing;
import io.vertebra.api.model.Preprocessing.Channels;
import io.vertebra.api.model.Preprocessing.Fit;
import io.vertebra.api.model.Preprocessing.Kernel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Resizes and letterboxes against what the libraries give. */
class ResizeFixturesTest {
    private static final List<Float> ZERO = List.of(0f, 0f, 0f);
    private static final List<Float> ONE = List.of(1f, 1f, 1f);
    /** With this deviation the output is in levels: value / 255 / (1 / 255). */
    private static final List<Float> LEVELS = List.of(1 / 255f, 1 / 255f, 1 / 255f);

    static List<OpCase> bytes() throws IOException {
        List<OpCase> cases = new ArrayList<>();
        for (String prefix : List.of("pil-resize-", "cv2-resize-", "tv-resize-pil-", "tv-resize-uint8-")) {
            cases.addAll(ImageFixtures.startingWith(prefix));
        }
        return cases;
    }

    static List<OpCase> floats() throws IOException {
        return ImageFixtures.startingWith("tv-resize-float-");
    }

    static List<OpCase> letterbox() throws IOException {
        return ImageFixtures.startingWith("letterbox-");
    }

    /** Byte by byte: fixed point, rounding between the passes and their order. */
    @ParameterizedTest
    @MethodSource("bytes")
    void givesTheBytesOfTheLibrary(OpCase fixture) {
        byte[] levels = levels(fixture, preprocessing(fixture, kernel(fixture), LEVELS));
        fixture.check(levels);
        if (fixture.id().equals("cv2-resize-cubic-crop-up")) {
            assertThat(channelSum(fixture, levels)).as("one level of one pixel").isLessThan(1.5);
        } else {
            assertThat(ImageFixtures.sha256(levels)).isEqualTo(fixture.sha256());
        }
    }

    private static double channelSum(OpCase fixture, byte[] levels) {
        OpCase.Differences found = fixture.compare((y, x, c) -> levels[3 * (y * fixture.width() + x) + c] & 0xFF);
        return found.channelMeans() * fixture.width() * fixture.height();
    }

    @ParameterizedTest
    @MethodSource("floats")
    void givesTheValuesOfTorchvision(OpCase fixture) {
        OpCase.Differences found = values(fixture, preprocessing(fixture, kernel(fixture), ONE));
        assertThat(found.max()).isLessThanOrEqualTo(fixture.tolerance("abs")).isLessThanOrEqualTo(1e-6);
        assertThat(found.channelMeans()).isLessThanOrEqualTo(1e-6);
    }

    @ParameterizedTest
    @MethodSource("letterbox")
    void letterboxesLikeYolo(OpCase fixture) {
        JsonObject parameters = fixture.parameters();
        Preprocessing preprocessing = new Preprocessing(
                new ImageSize(
                        parameters.get("width").getAsInt(),
                        parameters.get("height").getAsInt()),
                Fit.LETTERBOX,
                new Preprocessing.Details(
                        0,
                        parameters.get("auto").getAsBoolean()
                                ? parameters.get("stride").getAsInt()
                                : 1,
                        parameters.get("pad").getAsInt(),
                        parameters.get("scaleUp").getAsBoolean(),
                        1),
                Kernel.OPENCV_LINEAR,
                Channels.RGB,
                ZERO,
                LEVELS);
        byte[] levels = levels(fixture, preprocessing);
        fixture.check(levels);
        assertThat(ImageFixtures.sha256(levels)).isEqualTo(fixture.sha256());
        Box shown = new Preprocessor()
                .prepare(new PhotoReader().read(fixture.file()), preprocessing)
                .transform()
                .shown();
        JsonArray corner = fixture.output("topLeft");
        JsonArray content = fixture.output("content");
        assertThat(shown)
                .isEqualTo(new Box(
                        corner.get(1).getAsInt(),
                        corner.get(0).getAsInt(),
                        corner.get(1).getAsInt() + content.get(1).getAsInt(),
                        corner.get(0).getAsInt() + content.get(0).getAsInt()));
    }

    /** Kernels that are almost right, on a fixture that tells them apart. */
    @ParameterizedTest
    @CsvSource({
        // fixture, its kernel, another one: without antialias, half a pixel off, another cubic, another window, float
        // for bytes
        "tv-resize-float-bilinear-crop-a-128, TORCHVISION_BILINEAR, TORCHVISION_BILINEAR_NO_ANTIALIAS",
        "tv-resize-float-bicubic-crop-a-128, TORCHVISION_BICUBIC, TORCHVISION_BICUBIC_NO_ANTIALIAS",
        "tv-resize-float-bilinear-crop-b-150, TORCHVISION_BILINEAR, TENSORFLOW_ASYMMETRIC",
        "tv-resize-float-bilinear-crop-b-150, TORCHVISION_BILINEAR, PIL_BILINEAR",
        "pil-resize-bilinear-224, PIL_BILINEAR, TORCHVISION_BILINEAR",
        "tv-resize-uint8-bilinear-crop-a-128, TORCHVISION_UINT8_BILINEAR, PIL_BILINEAR",
        "pil-resize-bilinear-crop-down, PIL_BILINEAR, PIL_HAMMING",
        "pil-resize-bilinear-crop-down, PIL_BILINEAR, OPENCV_LINEAR",
        "pil-resize-nearest-crop-down, PIL_NEAREST, OPENCV_NEAREST",
        "pil-resize-nearest-crop-up, PIL_NEAREST, OPENCV_NEAREST",
        "pil-resize-bicubic-crop-up, PIL_BICUBIC, OPENCV_CUBIC",
        "pil-resize-box-crop-down, PIL_BOX, OPENCV_AREA",
        "cv2-resize-area-half, OPENCV_AREA, OPENCV_CUBIC",
        "cv2-resize-linear-crop-up, OPENCV_LINEAR, TORCHVISION_BILINEAR_NO_ANTIALIAS",
        "cv2-resize-linear-crop-up, OPENCV_LINEAR, OPENCV_AREA",
        "tv-resize-uint8-bicubic-crop-a-128, TORCHVISION_UINT8_BICUBIC, PIL_BICUBIC"
    })
    void aKernelThatIsAlmostRightIsFound(String id, Kernel right, Kernel wrong) throws IOException {
        OpCase fixture = ImageFixtures.startingWith(id).get(0);
        boolean floats = id.contains("float");
        List<Float> std = floats ? ONE : LEVELS;
        assertThat(passes(fixture, preprocessing(fixture, right, std), floats)).isTrue();
        assertThat(passes(fixture, preprocessing(fixture, wrong, std), floats)).isFalse();
    }

    private static boolean passes(OpCase fixture, Preprocessing preprocessing, boolean floats) {
        return floats
                ? values(fixture, preprocessing).max() <= fixture.tolerance("abs")
                : ImageFixtures.sha256(levels(fixture, preprocessing)).equals(fixture.sha256());
    }

    static OpCase.Differences values(OpCase fixture, Preprocessing preprocessing) {
        float[] planes = planes(fixture, preprocessing);
        int plane = fixture.width() * fixture.height();
        return fixture.compare((y, x, c) -> planes[c * plane + y * fixture.width() + x]);
    }

    static byte[] levels(OpCase fixture, Preprocessing preprocessing) {
        float[] planes = planes(fixture, preprocessing);
        byte[] rgb = new byte[planes.length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.round(planes[i % 3 * (planes.length / 3) + i / 3]);
        }
        return rgb;
    }

    private static float[] planes(OpCase fixture, Preprocessing preprocessing) {
        Prepared prepared = new Preprocessor().prepare(new PhotoReader().read(fixture.file()), preprocessing);
        assertThat(prepared.transform().input()).isEqualTo(new ImageSize(fixture.width(), fixture.height()));
        return PreprocessorTest.floats(prepared);
    }

    static Preprocessing preprocessing(OpCase fixture, Kernel kernel, List<Float> std) {
        JsonObject parameters = fixture.parameters();
        ImageSize size = new ImageSize(fixture.width(), fixture.height());
        Fit fit = parameters.has("rule") ? Fit.SHORTER_SIDE_CROP : Fit.STRETCH;
        // torchvision's size rule: nothing is left to cut when the size that it gives is asked for
        int to = parameters.has("rule") ? parameters.get("size").getAsInt() : 0;
        if (fit == Fit.SHORTER_SIDE_CROP && to < Math.max(size.width(), size.height())) {
            fit = Fit.STRETCH;
        }
        return new Preprocessing(size, fit, to, kernel, Channels.RGB, ZERO, std);
    }

    static Kernel kernel(OpCase fixture) {
        String[] words = fixture.id().split("-");
        String filter = fixture.parameters().has("filter")
                ? fixture.parameters().get("filter").getAsString()
                : words[3];
        String library = switch (words[0]) {
            case "cv2" -> "opencv";
            case "pil" -> "pil";
            default -> words[2].equals("pil") ? "pil" : words[2].equals("uint8") ? "torchvision_uint8" : "torchvision";
        };
        return Kernel.valueOf((library + "_" + filter).toUpperCase(Locale.ROOT));
    }
}
