package io.vertebra.pose;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.result.Joint;
import io.vertebra.api.result.Pose;
import io.vertebra.api.result.Poses;
import io.vertebra.core.Vertebra;
import io.vertebra.core.image.Photo;
import io.vertebra.core.image.PhotoReader;
import io.vertebra.core.image.PictureCanvas;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * The picture of the docs that shows how a pose is drawn. Its joints are set by hand. To make it anew:
 * {@code mvn -o -q -pl plugins/pose -am test -Dtest=PoseDrawingTest -Dsurefire.failIfNoSpecifiedTests=false}, then copy
 * {@code plugins/pose/target/pose-drawing.png}.
 */
class PoseDrawingTest {
    private static final Path DISTRIBUTION = Path.of("..", "..", "distribution");
    private static final Path PHOTO = DISTRIBUTION.resolve("src/main/samples/astronaut.png");
    private static final Path PICTURE = DISTRIBUTION.resolve("docs/images/pose-drawing.png");
    private static final Path MADE = Path.of("target", "pose-drawing.png");
    private static final long LARGEST_FILE = 200_000;

    /** On the photo of 512x512 pixels; what the helmet and the lower edge hide is not there. */
    private static final Map<String, int[]> JOINTS = Map.of(
            "nose", new int[] {225, 120},
            "left_eye", new int[] {248, 102},
            "right_eye", new int[] {203, 100},
            "left_ear", new int[] {276, 112},
            "right_ear", new int[] {173, 114},
            "left_shoulder", new int[] {322, 268},
            "right_shoulder", new int[] {98, 262},
            "left_elbow", new int[] {352, 400},
            "right_elbow", new int[] {44, 428},
            "right_wrist", new int[] {138, 496});

    @Test
    void thePictureOfTheDocsIsDrawnLikeThis() throws IOException {
        Photo half = half(ImageIO.read(PHOTO.toFile()));
        PictureCanvas canvas = new PictureCanvas(half);
        try (Vertebra vertebra = Vertebra.open()) {
            vertebra.recipe("simple-baseline-r50").task().draw(poses(vertebra, half.size()), canvas);
        }
        byte[] made = canvas.png();
        Files.write(MADE, made);
        assertThat(made.length).isLessThan((int) LARGEST_FILE);
        assertThat(Files.size(PICTURE)).isLessThan(LARGEST_FILE);
        PhotoReader reader = new PhotoReader();
        byte[] drawn = reader.read(made, "made").rgb();
        byte[] committed = reader.read(PICTURE).rgb();
        assertThat(drawn).hasSameSizeAs(committed);
        long difference = 0;
        long overlay = 0;
        for (int i = 0; i < drawn.length; i++) {
            difference += Math.abs((drawn[i] & 0xFF) - (committed[i] & 0xFF));
            overlay += Math.abs((drawn[i] & 0xFF) - (half.rgb()[i] & 0xFF));
        }
        // Another Java runtime may smooth edges a little differently.
        assertThat(difference).isLessThan(overlay / 50);
    }

    private static Poses poses(Vertebra vertebra, ImageSize size) {
        List<Joint> joints = new ArrayList<>();
        for (String name : vertebra.recipe("simple-baseline-r50").labels().names()) {
            int[] at = JOINTS.get(name);
            joints.add(
                    at == null ? new Joint(name, 0, 0, 0, false) : new Joint(name, at[0] / 2f, at[1] / 2f, 0.9f, true));
        }
        Box whole = new Box(0, 0, size.width(), size.height());
        return new Poses(size, List.of(new Pose(whole, joints, 0.9f)));
    }

    /** The mean of each four pixels. */
    private static Photo half(BufferedImage image) {
        BufferedImage half = new BufferedImage(image.getWidth() / 2, image.getHeight() / 2, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < half.getHeight(); y++) {
            for (int x = 0; x < half.getWidth(); x++) {
                int mean = 0;
                for (int shift = 0; shift <= 16; shift += 8) {
                    int sum = 0;
                    for (int k = 0; k < 4; k++) {
                        sum += image.getRGB(2 * x + k % 2, 2 * y + k / 2) >> shift & 0xFF;
                    }
                    mean |= (sum + 2) / 4 << shift;
                }
                half.setRGB(x, y, mean);
            }
        }
        return new PhotoReader().read(half, "half");
    }
}
