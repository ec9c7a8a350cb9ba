/**
 * The tiny face detector: a small YOLOv2 with separable convolutions. Starts at {@link
 * io.vertebra.face.yolo.TinyYoloSeparableBackbone}.
 */
@NullMarked
package io.vertebra.face.yolo;

import org.jspecify.annotations.NullMarked;
