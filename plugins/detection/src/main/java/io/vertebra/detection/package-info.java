/** Object detection: detectors, pyramids and heads for bounding boxes. Starts at {@link io.vertebra.detection.DetectionPlugin}. */
@NullMarked
package io.vertebra.detection;

import org.jspecify.annotations.NullMarked;
