/** Simple baselines: transposed convolutions to heatmaps. Starts at {@link io.vertebra.pose.simplebaseline.SimpleBaselineHead}. */
@NullMarked
package io.vertebra.pose.simplebaseline;

import org.jspecify.annotations.NullMarked;
