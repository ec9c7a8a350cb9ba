/** Instance segmentation: a mask for every object. Starts at {@link io.vertebra.instancesegmentation.InstanceSegmentationPlugin}. */
@NullMarked
package io.vertebra.instancesegmentation;

import org.jspecify.annotations.NullMarked;
