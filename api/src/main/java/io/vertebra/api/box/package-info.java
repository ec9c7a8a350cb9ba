/** Pure functions on boxes: overlap, suppression, coding, anchors. */
@NullMarked
package io.vertebra.api.box;

import org.jspecify.annotations.NullMarked;
