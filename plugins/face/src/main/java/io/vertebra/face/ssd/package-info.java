/** Single-shot detection of faces: extra levels, anchors, head. Starts at {@link io.vertebra.face.ssd.SsdFaceHead}. */
@NullMarked
package io.vertebra.face.ssd;

import org.jspecify.annotations.NullMarked;
