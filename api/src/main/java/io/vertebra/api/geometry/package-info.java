/** Sizes, points, boxes, masks and outlines: plain values, no arrays of an engine. */
@NullMarked
package io.vertebra.api.geometry;

import org.jspecify.annotations.NullMarked;
