package io.vertebra.core.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A text with {@code ${name}} in it. {@code $${} stands for the two characters themselves; a dollar elsewhere is a dollar. */
final class Template {
    private static final String OPEN = "${";
    private static final String ESCAPED = "$${";

    private Template() {}

    /** A piece of text, or the name of a variable. */
    record Piece(String text, boolean variable) {}

    /** The pieces, empty when a variable is not closed. */
    static Optional<List<Piece>> parse(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith(ESCAPED, at)) {
                plain.append(OPEN);
                at += ESCAPED.length();
            } else if (text.startsWith(OPEN, at)) {
                int end = text.indexOf('}', at);
                if (end < 0) {
                    return Optional.empty();
                }
                if (!plain.isEmpty()) {
                    pieces.add(new Piece(plain.toString(), false));
                    plain.setLength(0);
                }
                pieces.add(new Piece(text.substring(at + OPEN.length(), end).strip(), true));
                at = end + 1;
            } else {
                plain.append(text.charAt(at++));
            }
        }
        if (!plain.isEmpty()) {
            pieces.add(new Piece(plain.toString(), false));
        }
        return Optional.of(pieces);
    }

    /** The text that {@link #parse} gives back as one plain piece. */
    static String escape(String text) {
        return text.replace(OPEN, ESCAPED);
    }
}
