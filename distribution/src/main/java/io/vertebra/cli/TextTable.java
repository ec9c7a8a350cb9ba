package io.vertebra.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text under a header, in columns that are as wide as they need to be; the widest is shortened when a line is too long. */
final class TextTable {
    private static final String GAP = "  ";
    private static final String CUT = "...";
    private static final int LEAST_WIDTH = 8;
    /** In a narrower column a sentence is hard to read; it gets lines of its own. */
    private static final int LEAST_SENTENCE = 30;

    private static final int INDENT = 4;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** What a line that is too long takes away from a column. */
    enum Cut {
        NOTHING,
        /** The end: of words the beginning tells most. */
        END,
        /** The middle: of a path the beginning and, more, the end tell most. */
        MIDDLE,
        /** Nothing: what does not fit goes on below; in the last column only. */
        WRAP
    }

    /** How a column's text stands in it. */
    enum Align {
        LEFT,
        RIGHT
    }

    /**
     * A column.
     *
     * @param title of its header
     * @param align of header and text
     * @param cut what may be taken away
     */
    record Column(String title, Align align, Cut cut) {
        static Column text(String title) {
            return new Column(title, Align.LEFT, Cut.END);
        }

        /** A sentence, which stands last. */
        static Column sentence(String title) {
            return new Column(title, Align.LEFT, Cut.WRAP);
        }

        static Column path(String title) {
            return new Column(title, Align.LEFT, Cut.MIDDLE);
        }

        /** Text that must stay whole. */
        static Column whole(String title) {
            return new Column(title, Align.LEFT, Cut.NOTHING);
        }

        static Column number(String title) {
            return new Column(title, Align.RIGHT, Cut.NOTHING);
        }
    }

    TextTable(Column... columns) {
        this.columns = List.of(columns);
    }

    void add(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(Arrays.stream(cells).map(TextTable::printable).toList());
    }

    int size() {
        return rows.size();
    }

    /** Header and rows, none longer than {@code width} unless columns that must stay whole are. */
    List<String> lines(int width) {
        int[] widths = fit(width);
        List<String> lines = new ArrayList<>();
        addLines(columns.stream().map(Column::title).toList(), widths, width, lines);
        rows.forEach(row -> addLines(row, widths, width, lines));
        return lines;
    }

    private void addLines(List<String> row, int[] widths, int width, List<String> lines) {
        int last = widths.length - 1;
        if (columns.get(last).cut() != Cut.WRAP) {
            lines.add(line(row, widths));
            return;
        }
        int room = widths[last];
        boolean below = room < LEAST_SENTENCE && rows.stream().anyMatch(each -> length(each.get(last)) > room);
        List<String> cells = new ArrayList<>(row);
        List<String> parts = wrap(row.get(last), below ? width - INDENT : room);
        cells.set(last, below ? "" : parts.get(0));
        lines.add(line(cells, widths));
        int before = Arrays.stream(widths, 0, last)
                .filter(shown -> shown > 0)
                .map(shown -> shown + GAP.length())
                .sum();
        String blanks = " ".repeat(below ? INDENT : before);
        parts.stream().skip(below ? 0 : 1).map(part -> blanks + part).forEach(lines::add);
    }

    private static List<String> wrap(String text, int width) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!part.isEmpty() && length(part.toString()) + 1 + length(word) > width) {
                parts.add(part.toString());
                part.setLength(0);
            }
            part.append(part.isEmpty() ? "" : " ").append(word);
        }
        parts.add(part.toString());
        return parts;
    }

    private int[] fit(int width) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            int widest =
                    rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
            widths[i] = isEmpty(i) ? 0 : Math.max(widest, length(columns.get(i).title()));
        }
        int excess = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - width;
        for (; excess > 0; excess--) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                boolean shrinks = columns.get(i).cut() != Cut.NOTHING && widths[i] > LEAST_WIDTH;
                if (shrinks && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    /** A column that has nothing to say, such as the boxes of a classifier, is left out. */
    private boolean isEmpty(int column) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column).isEmpty());
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] == 0) {
                continue;
            }
            String cell = shorten(cells.get(i), widths[i], columns.get(i).cut());
            String blanks = " ".repeat(widths[i] - length(cell));
            line.append(i == 0 ? "" : GAP);
            line.append(columns.get(i).align() == Align.LEFT ? cell + blanks : blanks + cell);
        }
        return line.toString().stripTrailing();
    }

    static String shorten(String text, int width, Cut cut) {
        int[] points = text.codePoints().toArray();
        if (points.length <= width) {
            return text;
        }
        int kept = width - CUT.length();
        int head = cut == Cut.END ? kept : kept / 3;
        int tail = kept - head;
        return new String(points, 0, head) + CUT + new String(points, points.length - tail, tail);
    }

    /** A file name may hold line ends and control sequences; a table shows none. */
    static String printable(String text) {
        return text.codePoints()
                .map(point -> Character.isISOControl(point) ? '?' : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
