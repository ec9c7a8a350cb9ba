/** Poses: key points of people. Starts at {@link io.vertebra.pose.PosePlugin}. */
@NullMarked
package io.vertebra.pose;

import org.jspecify.annotations.NullMarked;
