/**
 * Pure functions on boxes in plain Java: overlap, suppression, coding, anchors, matching, masks in boxes, polar outlines.
 *
 * <p>Many boxes are one {@code float[]}: four numbers a box, box {@code i} from index {@code 4 i} on; unless a method says
 * otherwise they are left, top, right, bottom edge ({@link io.vertebra.api.box.BoxFormat#CORNERS}) and edges are coordinates, so
 * that a width is {@code right - left} without a one added. No method writes into its arguments. An array whose length is not a
 * multiple of four, or that does not go with another one, is an {@link java.lang.IllegalArgumentException}; no boxes at all give
 * an empty result. Where NaN matters the method says what happens; elsewhere it comes out as NaN.
 */
@NullMarked
package io.vertebra.api.box;

import org.jspecify.annotations.NullMarked;
