/** The command line. */
@NullMarked
package io.vertebra.cli;

import org.jspecify.annotations.NullMarked;
