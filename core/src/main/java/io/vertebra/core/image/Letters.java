package io.vertebra.core.image;

import java.awt.Graphics2D;

/** Letters of one size, drawn in the colour of the graphics. */
interface Letters {
    /** Of the text, in pixels. */
    int width(String text);

    /** Of a line, in pixels. */
    int height();

    /** Draws one line whose upper left corner is here. */
    void draw(Graphics2D graphics, String text, int left, int top);

    /** The machine's own letters or, where it has none, the built-in ones. */
    static Letters of(int pixels) {
        return FontLetters.available() ? new FontLetters(pixels) : new BuiltInLetters(pixels);
    }
}
