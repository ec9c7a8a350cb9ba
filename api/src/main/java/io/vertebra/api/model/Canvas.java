package io.vertebra.api.model;

import io.vertebra.api.geometry.Box;
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
}
