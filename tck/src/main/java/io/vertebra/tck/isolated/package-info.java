/** The kit in a process of its own, watched from outside. */
@NullMarked
package io.vertebra.tck.isolated;

import org.jspecify.annotations.NullMarked;
