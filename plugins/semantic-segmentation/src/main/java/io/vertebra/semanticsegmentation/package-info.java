/** Semantic segmentation: a class for every pixel. Starts at {@link io.vertebra.semanticsegmentation.SemanticSegmentationPlugin}. */
@NullMarked
package io.vertebra.semanticsegmentation;

import org.jspecify.annotations.NullMarked;
