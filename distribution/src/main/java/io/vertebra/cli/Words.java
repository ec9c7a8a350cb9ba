package io.vertebra.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers as people read them. */
final class Words {
    private static final double STEP = 1000;

    private Words() {}

    /** {@code 1 image}, {@code 2 images}. */
    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** Three digits and K, M or G: {@code 25.6 M}. */
    static String brief(long number) {
        double value = number;
        String unit = "";
        for (String next : new String[] {" K", " M", " G", " T"}) {
            if (value < STEP) {
                break;
            }
            value /= STEP;
            unit = next;
        }
        if (unit.isEmpty()) {
            return Long.toString(number);
        }
        String format = value < 10 ? "%.2f%s" : value < 100 ? "%.1f%s" : "%.0f%s";
        return String.format(Locale.ROOT, format, value, unit);
    }

    /** Thousands in groups: {@code 25,557,032}. */
    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** For errors and tolerances: {@code 1.2e-06}. */
    static String scientific(double number) {
        return String.format(Locale.ROOT, "%.1e", number);
    }

    /** For scores: {@code 0.987}. */
    static String score(float number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }

    /** A text on lines that fit the screen, its name before the first and blanks before the others. */
    static List<String> wrapped(String name, int indent, String text) {
        String blanks = " ".repeat(indent);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(name).append(" ".repeat(indent - name.length()));
        for (String word : text.split(" ")) {
            boolean fresh = line.length() == indent;
            if (!fresh && line.length() + 1 + word.length() > Terminal.COLUMNS) {
                lines.add(line.toString());
                line = new StringBuilder(blanks);
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
