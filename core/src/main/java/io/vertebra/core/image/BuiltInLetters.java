package io.vertebra.core.image;

import java.awt.Graphics2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Letters of 5x8 dots, the last row below the line, for machines without fonts. ASCII only: accents are dropped, other
 * characters become a question mark.
 */
final class BuiltInLetters implements Letters {
    private static final int COLUMNS = 5;
    private static final int ROWS = 8;
    /** By character: its rows, a dot is {@code #}. The space has none. */
    private static final Map<Character, String[]> SHAPES = load();

    private final int dot;

    BuiltInLetters(int pixels) {
        dot = Math.max(1, Math.round(pixels / (float) ROWS));
    }

    @Override
    public int width(String text) {
        int letters = plain(text).length();
        return letters == 0 ? 0 : (letters * (COLUMNS + 1) - 1) * dot;
    }

    @Override
    public int height() {
        return ROWS * dot;
    }

    @Override
    public void draw(Graphics2D graphics, String text, int left, int top) {
        String plain = plain(text);
        for (int i = 0; i < plain.length(); i++) {
            String[] shape = SHAPES.get(plain.charAt(i));
            if (shape != null) {
                draw(graphics, shape, left + i * (COLUMNS + 1) * dot, top);
            }
        }
    }

    private void draw(Graphics2D graphics, String[] shape, int left, int top) {
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                if (shape[y].charAt(x) == '#') {
                    graphics.fillRect(left + x * dot, top + y * dot, dot, dot);
                }
            }
        }
    }

    /** What can be drawn of the text. */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^ -~]", "?");
    }

    private static Map<Character, String[]> load() {
        Map<Character, String[]> shapes = new HashMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(BuiltInLetters.class.getResourceAsStream("letters.txt")),
                StandardCharsets.US_ASCII))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                shapes.put(line.charAt(0), line.substring(2).split(" "));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(shapes);
    }
}
