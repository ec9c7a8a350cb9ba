/** Portrait segmentation: mattes that cut people out of photos. Starts at {@link io.vertebra.portraitsegmentation.PortraitSegmentationPlugin}. */
@NullMarked
package io.vertebra.portraitsegmentation;

import org.jspecify.annotations.NullMarked;
