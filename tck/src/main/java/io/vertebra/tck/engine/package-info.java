/** Runs checks on subjects. */
@NullMarked
package io.vertebra.tck.engine;

import org.jspecify.annotations.NullMarked;
