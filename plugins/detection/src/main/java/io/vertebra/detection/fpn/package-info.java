/** The feature pyramid. Starts at {@link io.vertebra.detection.fpn.FpnNeck}. */
@NullMarked
package io.vertebra.detection.fpn;

import org.jspecify.annotations.NullMarked;
