package io.vertebra.api.nn;

/** What lies beyond the edge of a padded map. */
public enum Edge {
    /** The map mirrored at its outermost pixels, which are not repeated; widths are less than the map's sizes. */
    REFLECT,
    /** The outermost pixels. */
    REPLICATE
}
