package io.vertebra.core.image;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Letters of the machine's sans-serif font. */
final class FontLetters implements Letters {
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private final Font font;
    private final LineMetrics metrics;

    FontLetters(int pixels) {
        font = new Font(Font.SANS_SERIF, Font.BOLD, pixels);
        metrics = font.getLineMetrics("Ag", CONTEXT);
    }

    /** Whether the machine can draw text at all. */
    static boolean available() {
        return Probe.AVAILABLE;
    }

    @Override
    public int width(String text) {
        return (int) Math.ceil(font.getStringBounds(text, CONTEXT).getWidth());
    }

    @Override
    public int height() {
        return (int) Math.ceil(metrics.getAscent() + metrics.getDescent());
    }

    @Override
    public void draw(Graphics2D graphics, String text, int left, int top) {
        graphics.setFont(font);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.drawString(text, left, top + metrics.getAscent());
    }

    /** Asked once: after a failure the JDK's font classes stay broken for the life of the process. */
    private static final class Probe {
        private static final Logger LOG = LoggerFactory.getLogger(FontLetters.class);
        static final boolean AVAILABLE = probe();

        private static boolean probe() {
            try {
                return new FontLetters(12).width("x") > 0;
            } catch (LinkageError | InternalError | RuntimeException e) {
                // What a JDK throws without fontconfig, FreeType or a single font file; which of them depends on its
                // version.
                LOG.info(
                        "This machine has no usable fonts, captions are drawn with built-in letters: {}", e.toString());
                return false;
            }
        }
    }
}
