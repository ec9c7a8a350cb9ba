/** Semantic segmentation: A class for every pixel. */
@NullMarked
package io.vertebra.semanticsegmentation;

import org.jspecify.annotations.NullMarked;
