package io.vertebra.api.model;

import io.vertebra.api.geometry.Box;
import io.vertebra.api.geometry.Point;
import java.util.List;
import java.util.Set;

/** Draws on a picture in pixels of the original image; line widths and letters fit its size, colours are stable for a label. */
public interface Canvas {
    /**
     * A box with a caption at its upper edge.
     *
     * @param box clipped to the picture
     * @param label chooses the colour
     * @param caption may be empty
     */
    void box(Box box, int label, String caption);

    /**
     * Regions of classes: a translucent colour with a thin contour, so that the picture stays visible below.
     *
     * @param labels row by row, one for each pixel of the picture
     * @param shown the labels that are drawn; all other pixels stay as they are
     */
    void mask(int[] labels, Set<Integer> shown);

    /**
     * Lines of text in a corner.
     *
     * @param lines each with the label that chooses its colour
     */
    void legend(List<Line> lines);

    /**
     * One line of a legend.
     *
     * @param label chooses the colour
     * @param text one line
     */
    record Line(int label, String text) {}

    /**
     * The joints of a figure and the limbs between them, limbs below joints; lines and dots fit the figure's size as well as the
     * picture's. What lies outside the picture is not drawn.
     *
     * @param limbs each from one joint to another
     * @param joints each a dot
     */
    void skeleton(List<Limb> limbs, List<Dot> joints);

    /**
     * A line of a skeleton.
     *
     * @param from one end, in pixels of the original image
     * @param to the other
     * @param side chooses the colour
     */
    record Limb(Point from, Point to, Side side) {}

    /**
     * A joint of a skeleton.
     *
     * @param at its centre, in pixels of the original image
     * @param side chooses the colour
     */
    record Dot(Point at, Side side) {}

    /** The figure's own left and right, whatever way it faces; each has a colour of its own. */
    enum Side {
        /** The figure's left. */
        LEFT,
        /** The figure's right. */
        RIGHT,
        /** Neither, such as the nose, or from one side to the other. */
        MIDDLE
    }
}
