package io.vertebra.face.ssd;

import java.util.ArrayList;
import java.util.List;

/**
 * The default boxes of TensorFlow's {@code ssd_anchor_generator}: six levels, scales evenly from 0.2 to 0.95, centres in the
 * middle of the cells. All numbers are fractions of the input's side.
 */
final class Anchors {
    static final int LEVELS = 6;

    private static final double SMALLEST = 0.2;
    private static final double LARGEST = 0.95;
    /** The finest level has three boxes a cell, the first of this scale: "reduce boxes in lowest layer". */
    private static final double FINEST = 0.1;
    /** A third as TensorFlow's configuration writes it; the default boxes stored with published weights have it so. */
    private static final double THIRD = 0.3333;

    /** Height and width of one default box. */
    private record Form(double height, double width) {
        static Form of(double scale, double ratio) {
            return new Form(scale / Math.sqrt(ratio), scale * Math.sqrt(ratio));
        }
    }

    /** Centre and size of one default box. */
    record Anchor(double centreY, double centreX, double height, double width) {}

    private Anchors() {}

    /** Default boxes in each cell of a level. */
    static int perCell(int level) {
        return forms(level).size();
    }

    /** Row by row, then cell by cell, then form by form. */
    static List<Anchor> of(int level, int rows, int columns) {
        List<Form> forms = forms(level);
        List<Anchor> anchors = new ArrayList<>(rows * columns * forms.size());
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                for (Form form : forms) {
                    anchors.add(new Anchor((y + 0.5) / rows, (x + 0.5) / columns, form.height, form.width));
                }
            }
        }
        return anchors;
    }

    private static List<Form> forms(int level) {
        double scale = scale(level);
        if (level == 0) {
            return List.of(Form.of(FINEST, 1), Form.of(scale, 2), Form.of(scale, 0.5));
        }
        return List.of(
                Form.of(scale, 1),
                Form.of(Math.sqrt(scale * scale(level + 1)), 1),
                Form.of(scale, 2),
                Form.of(scale, 0.5),
                Form.of(scale, 3),
                Form.of(scale, THIRD));
    }

    private static double scale(int level) {
        return level == LEVELS ? 1 : SMALLEST + (LARGEST - SMALLEST) * level / (LEVELS - 1);
    }
}
