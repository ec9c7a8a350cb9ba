/** Compares our networks with numbers that reference implementations computed (fixtures of the form {@code vertebra-parity/1}). */
@NullMarked
package io.vertebra.core.parity;

import org.jspecify.annotations.NullMarked;
