/** Instance segmentation: A mask for every object. */
@NullMarked
package io.vertebra.instancesegmentation;

import org.jspecify.annotations.NullMarked;
