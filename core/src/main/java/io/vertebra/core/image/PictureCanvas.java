package io.vertebra.core.image;

import io.vertebra.api.error.ErrorCode;
import io.vertebra.api.error.Problem;
import io.vertebra.api.error.VertebraException;
import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.ImageSize;
import io.vertebra.api.model.Canvas;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
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
            if (!caption.isBlank()) {
                caption(graphics, left, top, ClassColours.of(label), oneLine(caption));
            }
        } finally {
            graphics.dispose();
        }
    }

    /** Above the box or, where the picture ends, inside; never over the edge. */
    private void caption(Graphics2D graphics, int left, int top, Color colour, String caption) {
        Fitted fitted = fit(caption, picture.getWidth());
        int padding = fitted.padding();
        int width = fitted.letters().width(fitted.text()) + 2 * padding;
        int height = fitted.letters().height() + padding;
        if (width > picture.getWidth() || height > picture.getHeight()) {
            return;
        }
        int x = Math.min(left, picture.getWidth() - width);
        int y = Math.min(top >= height ? top - height : top, picture.getHeight() - height);
        graphics.setColor(colour);
        graphics.fillRect(x, y, width, height);
        graphics.setColor(ClassColours.ink(colour));
        fitted.letters().draw(graphics, fitted.text(), x + padding, y + padding / 2);
    }

    @Override
    public void mask(int[] labels, Set<Integer> shown) {
        new MaskPainter(picture, labels, shown, Math.max(1, line / 2)).paint();
    }

    /** In the upper left corner, as many of the lines as there is room for. */
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
        Letters usual = letters.apply(letterSize);
        int height = usual.height();
        int gap = Math.max(2, letterSize / 3);
        int fitting = (picture.getHeight() - gap) / (height + gap);
        int rows = Math.min(lines.size(), fitting);
        int room = picture.getWidth() - height - 2 * gap;
        if (rows < 1 || room < 1) {
            return;
        }
        List<Fitted> texts = lines.stream()
                .limit(rows)
                .map(entry -> fit(oneLine(entry.text()), room))
                .toList();
        int widest = texts.stream()
                .mapToInt(text -> text.letters().width(text.text()))
                .max()
                .orElse(0);
        graphics.setColor(PANEL);
        graphics.fillRect(0, 0, Math.min(picture.getWidth(), height + widest + 3 * gap), rows * (height + gap) + gap);
        for (int i = 0; i < rows; i++) {
            int y = gap + i * (height + gap);
            graphics.setColor(ClassColours.of(lines.get(i).label()));
            graphics.fillRect(gap, y, height, height);
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

    /** Smaller letters where the text is too wide, and at the smallest size as much of the text as there is room for. */
    private Fitted fit(String text, int room) {
        int size = letterSize;
        Fitted fitted = new Fitted(letters.apply(size), text, padding(size));
        while (size > SMALLEST_LETTERS && fitted.width() > room) {
            size = Math.max(SMALLEST_LETTERS, size * 9 / 10);
            fitted = new Fitted(letters.apply(size), text, padding(size));
        }
        for (int length = text.length() - 1; length > 0 && fitted.width() > room; length--) {
            fitted = new Fitted(fitted.letters(), text.substring(0, length).strip() + "..", fitted.padding());
        }
        return fitted;
    }

    private static int padding(int size) {
        return Math.max(2, size / 4);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** The picture as a PNG file. */
    public byte[] png() {
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
        int width() {
            return letters.width(text) + 2 * padding;
        }
    }
}
