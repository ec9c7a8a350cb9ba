/** RetinaNet: one head for all levels, anchors, decoding. Starts at {@link io.vertebra.detection.retinanet.RetinaNetHead}. */
@NullMarked
package io.vertebra.detection.retinanet;

import org.jspecify.annotations.NullMarked;
