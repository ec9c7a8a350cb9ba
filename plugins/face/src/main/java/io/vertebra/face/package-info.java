/** Faces: Face detection, landmarks and embeddings. */
@NullMarked
package io.vertebra.face;

import org.jspecify.annotations.NullMarked;
