/** Object detection: Detectors, pyramids and heads for bounding boxes. */
@NullMarked
package io.vertebra.detection;

import org.jspecify.annotations.NullMarked;
