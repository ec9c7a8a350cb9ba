package io.vertebra.core.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Canvas.Line;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureCanvasTest {
    private static final int GREY = 0x808080;

    @Test
    void aBoxIsAFrameOfItsColour() {
        PictureCanvas canvas = new PictureCanvas(grey(560, 560));
        canvas.box(new Box(100.2f, 50.4f, 300.1f, 200.3f), 1, "");
        int colour = ClassColours.of(1).getRGB() & 0xFFFFFF;
        Picture picture = read(canvas);
        // The line is two pixels wide, one on each side of the edge.
        assertThat(picture.changed()).isEqualTo(new Area(99, 49, 301, 201));
        for (int[] at : new int[][] {{99, 49}, {100, 120}, {300, 200}, {299, 51}, {200, 49}, {200, 50}, {200, 199}}) {
            assertThat(picture.at(at[0], at[1])).isEqualTo(colour);
        }
        for (int[] at : new int[][] {{101, 51}, {298, 198}, {200, 51}, {98, 120}}) {
            assertThat(picture.at(at[0], at[1])).isEqualTo(GREY);
        }
    }

    @Test
    void lineAndLettersGrowWithThePicture() {
        PictureCanvas small = new PictureCanvas(grey(280, 280), BuiltInLetters::new);
        PictureCanvas large = new PictureCanvas(grey(2800, 2800), BuiltInLetters::new);
        small.box(new Box(100, 100, 200, 200), 1, "cat");
        large.box(new Box(1000, 1000, 2000, 2000), 1, "cat");
        assertThat(read(small).changed()).isEqualTo(new Area(100, 90, 201, 201));
        assertThat(read(large).changed()).isEqualTo(new Area(995, 896, 2005, 2005));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 30, 30", "250, 150, 300, 200", "290, 0, 300, 10", "-50, -50, 400, 400", "0, 190, 5, 260"})
    void theCaptionStaysInside(float x1, float y1, float x2, float y2) {
        for (boolean builtIn : new boolean[] {true, false}) {
            Photo photo = grey(300, 200);
            PictureCanvas plain = new PictureCanvas(photo);
            plain.box(new Box(x1, y1, x2, y2), 5, "");
            PictureCanvas canvas = builtIn ? new PictureCanvas(photo, BuiltInLetters::new) : new PictureCanvas(photo);
            canvas.box(new Box(x1, y1, x2, y2), 5, "traffic light 0.87");
            Picture picture = read(canvas);
            // Cut-off letters would lack ink: the whole caption holds as much as one with room on all sides.
            PictureCanvas free = builtIn ? new PictureCanvas(photo, BuiltInLetters::new) : new PictureCanvas(photo);
            free.box(new Box(60, 100, 62, 102), 5, "traffic light 0.87");
            assertThat(picture.count(0)).isEqualTo(read(free).count(0)).isPositive();
            assertThat(picture.count(GREY)).isLessThan(read(plain).count(GREY));
        }
    }

    @Test
    void aLongCaptionShrinksAndIsCut() {
        PictureCanvas canvas = new PictureCanvas(grey(120, 90), BuiltInLetters::new);
        canvas.box(new Box(10, 40, 50, 80), 0, "a caption that is much too long for this picture");
        Picture picture = read(canvas);
        assertThat(picture.changed().left()).isBetween(0, 8);
        assertThat(picture.changed().right()).isLessThanOrEqualTo(120);
        assertThat(picture.count(0)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 2", "1, 40", "40, 1", "20, 20"})
    void tinyPicturesDoNotFail(int width, int height) {
        PictureCanvas canvas = new PictureCanvas(grey(width, height));
        canvas.box(new Box(0, 0, width, height), 3, "tiny");
        canvas.legend(List.of(new Line(0, "tiny"), new Line(1, "tiny")));
        assertThat(new PhotoReader().read(canvas.png(), "tiny").size()).isEqualTo(new ImageSize(width, height));
    }

    @Test
    void theLegendStandsInTheCornerWithAColourForEachLine() {
        PictureCanvas canvas = new PictureCanvas(grey(360, 360), BuiltInLetters::new);
        canvas.legend(List.of(new Line(4, "tabby 0.91"), new Line(9, "tiger cat 0.05")));
        Picture picture = read(canvas);
        assertThat(picture.changed()).isEqualTo(new Area(0, 0, 100, 25));
        assertThat(picture.at(4, 4)).isEqualTo(ClassColours.of(4).getRGB() & 0xFFFFFF);
        assertThat(picture.at(4, 15)).isEqualTo(ClassColours.of(9).getRGB() & 0xFFFFFF);
    }

    @Test
    void aLongLegendEndsWithThePictureAndSaysWhatIsMissing() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            lines.add(new Line(i, "class " + i));
        }
        PictureCanvas canvas = new PictureCanvas(grey(200, 100), BuiltInLetters::new);
        canvas.legend(lines);
        Picture picture = read(canvas);
        assertThat(picture.changed().bottom()).isBetween(80, 100);
        // Nine rows of 8 + 2 pixels: eight with a colour, the ninth says "+ 92 more".
        assertThat(picture.at(3, 3 + 7 * 10)).isEqualTo(ClassColours.of(7).getRGB() & 0xFFFFFF);
        assertThat(picture.at(3, 3 + 8 * 10)).isEqualTo(picture.at(0, 0));
        PictureCanvas same = new PictureCanvas(grey(200, 100), BuiltInLetters::new);
        List<Line> named = new ArrayList<>(lines.subList(0, 8));
        named.add(new Line(0, "+ 92 more"));
        same.legend(named);
        assertThat(part(picture, 12, 80, 100, 92)).isEqualTo(part(read(same), 12, 80, 100, 92));
        PictureCanvas empty = new PictureCanvas(grey(200, 100));
        empty.legend(List.of());
        assertThat(read(empty).count(GREY)).isEqualTo(200 * 100);
    }

    @Test
    void aLegendShrinksBeforeItLeavesLinesOut() {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            lines.add(new Line(i, "class " + i));
        }
        // Letters of 44 pixels would have room for three lines.
        PictureCanvas canvas = new PictureCanvas(grey(12500, 200), BuiltInLetters::new);
        canvas.legend(lines);
        Picture picture = read(canvas);
        for (int i = 0; i < 9; i++) {
            assertThat(picture.count(ClassColours.of(i).getRGB() & 0xFFFFFF)).isPositive();
        }
    }

    @Test
    void captionsAvoidEachOtherAndNoBoxCrossesThem() {
        Box box = new Box(100, 100, 200, 160);
        PictureCanvas canvas = new PictureCanvas(grey(300, 300), BuiltInLetters::new);
        for (int i = 0; i < 4; i++) {
            canvas.box(box, i, "object 0.9" + i);
        }
        canvas.box(new Box(130, 50, 140, 250), 9, "");
        Picture picture = read(canvas);
        // The letters of each are whole, so none lies under another.
        int ink = 0;
        for (int i = 0; i < 4; i++) {
            PictureCanvas alone = new PictureCanvas(grey(300, 300), BuiltInLetters::new);
            alone.box(box, i, "object 0.9" + i);
            Picture single = read(alone);
            ink += single.count(0) + single.count(0xFFFFFF);
        }
        assertThat(picture.count(0) + picture.count(0xFFFFFF)).isEqualTo(ink).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"64, 64", "8000, 64", "64, 8000", "4000, 14", "8000, 6000"})
    void captionsAreWrittenAtAnySize(int width, int height) {
        Photo photo = grey(width, height);
        PictureCanvas canvas = new PictureCanvas(photo, BuiltInLetters::new);
        canvas.box(new Box(width / 3f, height / 3f, width / 2f, height / 2f), 0, "cat 0.9");
        PictureCanvas plain = new PictureCanvas(photo, BuiltInLetters::new);
        plain.box(new Box(width / 3f, height / 3f, width / 2f, height / 2f), 0, "");
        assertThat(read(plain).count(0)).isZero();
        assertThat(read(canvas).count(0)).isGreaterThan(20);
    }

    @Test
    void thePhotoIsLeftAloneAndTheSameCallsGiveTheSameBytes() {
        Photo photo = PreprocessorTest.pattern(90, 70);
        String before = ImageFixtures.sha256(photo.rgb());
        byte[][] files = new byte[2][];
        for (int i = 0; i < 2; i++) {
            PictureCanvas canvas = new PictureCanvas(photo);
            if (i == 0) {
                assertThat(new PhotoReader().read(canvas.png(), "copy").rgb()).isEqualTo(photo.rgb());
            }
            canvas.box(new Box(10, 20, 60, 50), 2, "dog 0.50");
            files[i] = canvas.png();
        }
        assertThat(files[0]).isEqualTo(files[1]);
        assertThat(ImageFixtures.sha256(photo.rgb())).isEqualTo(before);
    }

    @Test
    void builtInLetters() {
        assertThat(render("aÉj%")).isEqualTo("""
                ......#####....#..##..#
                ......#...........##..#
                .###..#.......##.....#.
                ....#.####.....#....#..
                .####.#........#...#...
                #...#.#........#..#..##
                .####.#####.#..#..#..##
                .............##........
                """);
        assertThat(BuiltInLetters.plain("Übung 日\u007F~")).isEqualTo("Ubung ??~");
        StringBuilder ascii = new StringBuilder();
        for (char c = '!'; c <= '~'; c++) {
            assertThat(render(String.valueOf(c))).as(String.valueOf(c)).contains("#");
            ascii.append(c);
        }
        assertThat(ascii.chars().mapToObj(c -> render(String.valueOf((char) c))).distinct())
                .hasSize(94);
        assertThat(new BuiltInLetters(24).width("ab")).isEqualTo(11 * 3);
        assertThat(new BuiltInLetters(24).height()).isEqualTo(8 * 3);
        assertThat(new BuiltInLetters(24).width("")).isZero();
    }

    @Test
    void coloursAreStableAndDiffer() {
        assertThat(hex(ClassColours.of(0))).isEqualTo("18f23b");
        assertThat(hex(ClassColours.of(1))).isEqualTo("f21835");
        assertThat(hex(ClassColours.of(-1))).hasSize(6);
        for (int a = 0; a < 20; a++) {
            for (int b = 0; b < a; b++) {
                assertThat(distance(ClassColours.of(a), ClassColours.of(b)))
                        .as(a + " and " + b)
                        .isGreaterThan(40);
            }
        }
    }

    @Test
    void everyCaptionCanBeRead() {
        for (int label = 0; label < 1000; label++) {
            double background = ClassColours.luminance(ClassColours.of(label)) + 0.05;
            double ink = ClassColours.luminance(ClassColours.ink(ClassColours.of(label))) + 0.05;
            assertThat(Math.max(background, ink) / Math.min(background, ink)).isGreaterThan(4.5);
        }
    }

    private static String render(String text) {
        BuiltInLetters letters = new BuiltInLetters(8);
        BufferedImage image = new BufferedImage(letters.width(text), letters.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        letters.draw(graphics, text, 0, 0);
        graphics.dispose();
        StringBuilder rows = new StringBuilder();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                rows.append((image.getRGB(x, y) & 0xFFFFFF) == 0 ? '.' : '#');
            }
            rows.append('\n');
        }
        return rows.toString();
    }

    private static List<Integer> part(Picture picture, int left, int top, int right, int bottom) {
        List<Integer> colours = new ArrayList<>();
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                colours.add(picture.at(x, y));
            }
        }
        return colours;
    }

    private static String hex(Color colour) {
        return String.format("%06x", colour.getRGB() & 0xFFFFFF);
    }

    private static double distance(Color a, Color b) {
        return Math.sqrt(Math.pow(a.getRed() - b.getRed(), 2)
                + Math.pow(a.getGreen() - b.getGreen(), 2)
                + Math.pow(a.getBlue() - b.getBlue(), 2));
    }

    private static Photo grey(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        java.util.Arrays.fill(rgb, (byte) 0x80);
        return new Photo("grey", new ImageSize(width, height), rgb);
    }

    private static Picture read(PictureCanvas canvas) {
        return new Picture(new PhotoReader().read(canvas.png(), "canvas"));
    }

    /** From the first to behind the last pixel. */
    private record Area(int left, int top, int right, int bottom) {}

    private record Picture(Photo photo) {
        int at(int x, int y) {
            byte[] rgb = photo.pixels();
            int from = 3 * (y * photo.size().width() + x);
            return (rgb[from] & 0xFF) << 16 | (rgb[from + 1] & 0xFF) << 8 | rgb[from + 2] & 0xFF;
        }

        int count(int colour) {
            int count = 0;
            for (int y = 0; y < photo.size().height(); y++) {
                for (int x = 0; x < photo.size().width(); x++) {
                    count += at(x, y) == colour ? 1 : 0;
                }
            }
            return count;
        }

        Area changed() {
            Area area = new Area(Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0);
            for (int y = 0; y < photo.size().height(); y++) {
                for (int x = 0; x < photo.size().width(); x++) {
                    if (at(x, y) != GREY) {
                        area = new Area(
                                Math.min(area.left, x),
                                Math.min(area.top, y),
                                Math.max(area.right, x + 1),
                                Math.max(area.bottom, y + 1));
                    }
                }
            }
            return area;
        }
    }
}
