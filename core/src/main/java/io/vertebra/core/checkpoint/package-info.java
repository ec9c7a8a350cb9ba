/** Weights files as such: which model a file belongs to, and the same values under our own names. */
@NullMarked
package io.vertebra.core.checkpoint;

import org.jspecify.annotations.NullMarked;
