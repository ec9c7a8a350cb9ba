/** The conformance kit. */
@NullMarked
package io.vertebra.tck;

import org.jspecify.annotations.NullMarked;
