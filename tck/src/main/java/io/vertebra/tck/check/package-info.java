/** The checks, one family for each role. */
@NullMarked
package io.vertebra.tck.check;

import org.jspecify.annotations.NullMarked;
