package io.vertebra.semanticsegmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.result.ClassArea;
import io.vertebra.api.result.Segmentation;
import io.vertebra.core.Vertebra;
import io.vertebra.core.image.Photo;
import io.vertebra.core.image.PhotoReader;
import io.vertebra.core.image.PictureCanvas;
import io.vertebra.core.recipe.Recipe;
import java.awt.Polygon;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * The picture of the docs that shows how a segmentation is drawn. Its outlines are set by hand. To make it anew:
 * {@code mvn -o -q -pl plugins/semantic-segmentation -am test -Dtest=SegmentationDrawingTest
 * -Dsurefire.failIfNoSpecifiedTests=false}, then copy {@code plugins/semantic-segmentation/target/segmentation-drawing.png}.
 */
final class SegmentationDrawingTest {
    private static final Path DISTRIBUTION = Path.of("..", "..", "distribution");
    private static final Path PHOTO = DISTRIBUTION.resolve("src/main/samples/astronaut.png");
    private static final Path PICTURE = DISTRIBUTION.resolve("docs/images/segmentation-drawing.png");
    private static final Path MADE = Path.of("target", "segmentation-drawing.png");
    private static final long LARGEST_FILE = 200_000;
    /** The legend stands above; its letters are the machine's. */
    private static final int BELOW_LEGEND = 48;

    private static final int AEROPLANE = 1;
    private static final int PERSON = 15;

    /** On the photo of 512x512 pixels. */
    private static final Polygon WOMAN = outline(
            "158,100 155,75 165,50 185,32 215,18 240,15 265,24 287,45 300,75 298,105 285,125 268,140 262,175 285,195"
                    + " 303,225 306,240 335,255 352,285 362,345 330,362 300,400 282,440 278,512 24,512 22,470 25,400 30,330"
                    + " 45,280 70,245 112,210 115,185 135,160 160,150 185,148 190,140 178,122");

    private static final Polygon SHUTTLE =
            outline("397,10 408,0 427,0 437,20 438,45 447,40 455,70 455,265 470,272 366,272"
                    + " 375,240 356,220 378,180 380,60 387,42 396,52");

    private static Polygon outline(String points) {
        Polygon polygon = new Polygon();
        for (String point : points.split(" ")) {
            int[] at = Stream.of(point.split(",")).mapToInt(Integer::parseInt).toArray();
            polygon.addPoint(at[0], at[1]);
        }
        return polygon;
    }

    @Test
    void thePictureOfTheDocsIsDrawnLikeThis() throws IOException {
        BufferedImage half = half(ImageIO.read(PHOTO.toFile()));
        PhotoReader reader = new PhotoReader();
        Photo photo = reader.read(half, "half");
        PictureCanvas canvas = new PictureCanvas(photo);
        try (Vertebra vertebra = Vertebra.open()) {
            Recipe recipe = vertebra.recipe("fcn-resnet50");
            recipe.task().draw(segmentation(photo.size(), recipe), canvas);
        }
        byte[] made = canvas.png();
        Files.write(MADE, made);
        assertThat(Files.size(PICTURE)).isLessThan(LARGEST_FILE);
        BufferedImage drawn = ImageIO.read(MADE.toFile());
        BufferedImage committed = ImageIO.read(PICTURE.toFile());
        assertThat(rows(drawn)).isEqualTo(rows(committed)).isNotEqualTo(rows(half));
    }

    private static int[] rows(BufferedImage image) {
        int height = image.getHeight() - BELOW_LEGEND;
        return Arrays.stream(image.getRGB(0, BELOW_LEGEND, image.getWidth(), height, null, 0, image.getWidth()))
                .map(pixel -> pixel & 0xFFFFFF)
                .toArray();
    }

    private static Segmentation segmentation(ImageSize size, Recipe recipe) {
        int[] labels = new int[size.width() * size.height()];
        for (int i = 0; i < labels.length; i++) {
            int x = 2 * (i % size.width()) + 1;
            int y = 2 * (i / size.width()) + 1;
            labels[i] = WOMAN.contains(x, y) ? PERSON : SHUTTLE.contains(x, y) ? AEROPLANE : 0;
        }
        return new Segmentation(size, labels, List.of(area(PERSON, labels, recipe), area(AEROPLANE, labels, recipe)));
    }

    private static ClassArea area(int label, int[] labels, Recipe recipe) {
        int pixels = (int) Arrays.stream(labels).filter(one -> one == label).count();
        return new ClassArea(label, recipe.labels().name(label), pixels, (float) pixels / labels.length, null);
    }

    /** The mean of each four pixels. */
    private static BufferedImage half(BufferedImage image) {
        BufferedImage half = new BufferedImage(image.getWidth() / 2, image.getHeight() / 2, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < half.getWidth() * half.getHeight(); i++) {
            int x = i % half.getWidth();
            int y = i / half.getWidth();
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
        return half;
    }
}
