/** Fully convolutional networks: {@link io.vertebra.semanticsegmentation.fcn.Fcn}, its options and its head. */
@NullMarked
package io.vertebra.semanticsegmentation.fcn;

import org.jspecify.annotations.NullMarked;
