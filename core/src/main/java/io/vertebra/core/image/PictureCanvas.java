package io.vertebra.core.image;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Canvas;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Draws on a copy of a photo. The same calls give the same bytes on the same machine; fonts differ between machines. For one
 * thread.
 */
public final class PictureCanvas implements Canvas {
    private static final int SMALLEST_LETTERS = 8;
    private static final Color PANEL = new Color(0, 0, 0, 170);

    private final BufferedImage picture;
    private final IntFunction<Letters> letters;
    private final int line;
    private final int letterSize;
    private final CaptionPlaces places;
    private final List<Caption> captions = new ArrayList<>();

    /** Copies the photo. */
    public PictureCanvas(Photo photo) {
        this(photo, Letters::of);
    }

    /** With letters by size in pixels. */
    PictureCanvas(Photo photo, IntFunction<Letters> letters) {
        this.letters = letters;
        ImageSize size = photo.size();
        double side = Math.sqrt((double) size.width() * size.height());
        line = (int) Math.max(1, Math.round(side / 280));
        letterSize = (int) Math.max(11, Math.round(side / 36));
        places = new CaptionPlaces(size);
        picture = new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB);
        int[] row = new int[size.width()];
        byte[] rgb = photo.pixels();
        for (int y = 0, from = 0; y < size.height(); y++) {
            for (int x = 0; x < row.length; x++, from += 3) {
                row[x] = (rgb[from] & 0xFF) << 16 | (rgb[from + 1] & 0xFF) << 8 | rgb[from + 2] & 0xFF;
            }
            picture.getRaster().setDataElements(0, y, row.length, 1, row);
        }
    }

    @Override
    public void box(Box box, int label, String caption) {
        Box inside = box.clip(new ImageSize(picture.getWidth(), picture.getHeight()));
        int left = Math.max(0, Math.round(inside.x1()) - line / 2);
        int top = Math.max(0, Math.round(inside.y1()) - line / 2);
        int right = Math.min(picture.getWidth(), Math.round(inside.x2()) + line - line / 2);
        int bottom = Math.min(picture.getHeight(), Math.round(inside.y2()) + line - line / 2);
        Graphics2D graphics = picture.createGraphics();
        try {
            graphics.setColor(ClassColours.of(label));
            graphics.fillRect(left, top, right - left, line);
            graphics.fillRect(left, bottom - line, right - left, line);
            graphics.fillRect(left, top, line, bottom - top);
            graphics.fillRect(right - line, top, line, bottom - top);
        } finally {
            graphics.dispose();
        }
        if (!caption.isBlank()) {
            Rectangle outline = new Rectangle(left, top, right - left, bottom - top);
            captions.add(new Caption(outline, ClassColours.of(label), oneLine(caption)));
        }
    }

    /** Captions come last, so that no later box crosses them. */
    private void drawCaptions() {
        Graphics2D graphics = picture.createGraphics();
        try {
            captions.forEach(caption -> draw(graphics, caption));
            captions.clear();
        } finally {
            graphics.dispose();
        }
    }

    private void draw(Graphics2D graphics, Caption caption) {
        Fitted fitted = fit(caption.text(), picture.getWidth(), letterSize);
        int padding = fitted.padding();
        int width = fitted.width();
        int height = fitted.height();
        if (width > picture.getWidth() || height > picture.getHeight()) {
            return;
        }
        Rectangle place = places.place(caption.box(), width, height);
        graphics.setColor(caption.colour());
        graphics.fillRect(place.x, place.y, width, height);
        graphics.setColor(ClassColours.ink(caption.colour()));
        fitted.letters().draw(graphics, fitted.text(), place.x + padding, place.y + padding / 2);
    }

    /** In the upper left corner. Letters shrink until all lines have room; of more lines than that, the last says how many. */
    @Override
    public void legend(List<Line> lines) {
        Graphics2D graphics = picture.createGraphics();
        try {
            legend(graphics, lines);
        } finally {
            graphics.dispose();
        }
    }

    private void legend(Graphics2D graphics, List<Line> lines) {
        int size = letterSize;
        while (size > SMALLEST_LETTERS && rows(size) < lines.size()) {
            size = smaller(size);
        }
        int used = size;
        int rows = Math.min(lines.size(), rows(size));
        int height = letters.apply(size).height();
        int gap = gap(size);
        int room = picture.getWidth() - height - 2 * gap;
        if (rows < 1 || room < 1) {
            return;
        }
        int named = rows < lines.size() ? rows - 1 : rows;
        List<Fitted> texts = new ArrayList<>();
        lines.stream().limit(named).forEach(entry -> texts.add(fit(oneLine(entry.text()), room, used)));
        if (named < rows) {
            texts.add(fit("+ " + (lines.size() - named) + " more", room, used));
        }
        int widest = texts.stream().mapToInt(Fitted::textWidth).max().orElse(0);
        Rectangle panel =
                new Rectangle(Math.min(picture.getWidth(), height + widest + 3 * gap), rows * (height + gap) + gap);
        places.take(panel);
        graphics.setColor(PANEL);
        graphics.fillRect(0, 0, panel.width, panel.height);
        for (int i = 0; i < rows; i++) {
            int y = gap + i * (height + gap);
            if (i < named) {
                graphics.setColor(ClassColours.of(lines.get(i).label()));
                graphics.fillRect(gap, y, height, height);
            }
            Fitted text = texts.get(i);
            graphics.setColor(Color.WHITE);
            int middle = (height - text.letters().height()) / 2;
            text.letters().draw(graphics, text.text(), height + 2 * gap, y + middle);
        }
    }

    @Override
    public void skeleton(List<Limb> limbs, List<Dot> joints) {
        Graphics2D graphics = picture.createGraphics();
        try {
            new SkeletonPainter(graphics, line).paint(limbs, joints);
        } finally {
            graphics.dispose();
        }
    }

    /** How many lines of a legend the picture has room for. */
    private int rows(int size) {
        return (picture.getHeight() - gap(size)) / (letters.apply(size).height() + gap(size));
    }

    private static int gap(int size) {
        return Math.max(2, size / 3);
    }

    /** Smaller letters where the text is too wide, and at the smallest size as much of the text as there is room for. */
    private Fitted fit(String text, int room, int largest) {
        int size = largest;
        Fitted fitted = new Fitted(letters.apply(size), text, padding(size));
        while (size > SMALLEST_LETTERS && (fitted.width() > room || fitted.height() > picture.getHeight())) {
            size = smaller(size);
            fitted = new Fitted(letters.apply(size), text, padding(size));
        }
        for (int length = text.length() - 1; length > 0 && fitted.width() > room; length--) {
            fitted = new Fitted(fitted.letters(), text.substring(0, length).strip() + "..", fitted.padding());
        }
        return fitted;
    }

    private static int smaller(int size) {
        return Math.max(SMALLEST_LETTERS, size * 9 / 10);
    }

    private static int padding(int size) {
        return Math.max(2, size / 4);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** The picture as a PNG file. */
    public byte[] png() {
        drawCaptions();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(picture, "png", output)) {
                throw new IOException("no encoder");
            }
        } catch (IOException e) {
            Problem problem = Problem.of(ErrorCode.INTERNAL, "the Java runtime must be able to write PNG")
                    .received(e.getMessage())
                    .fix("use a Java runtime with the whole module java.desktop");
            throw new VertebraException(List.of(problem), e);
        }
        return bytes.toByteArray();
    }

    /** A text with the letters in which it has room. */
    private record Fitted(Letters letters, String text, int padding) {
        int textWidth() {
            return letters.width(text);
        }

        int width() {
            return textWidth() + 2 * padding;
        }

        int height() {
            return letters.height() + padding;
        }
    }

    /** What is still to be written at a box. */
    private record Caption(Rectangle box, Color colour, String text) {}
}
