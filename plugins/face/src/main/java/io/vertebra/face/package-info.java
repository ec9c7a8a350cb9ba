/** Faces: finding them in photos. Starts at {@link io.vertebra.face.FacePlugin}. */
@NullMarked
package io.vertebra.face;

import org.jspecify.annotations.NullMarked;
