/** Poses: Key points of people. */
@NullMarked
package io.vertebra.pose;

import org.jspecify.annotations.NullMarked;
