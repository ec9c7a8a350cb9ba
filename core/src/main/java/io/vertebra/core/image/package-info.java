/** Photos: decoding, preparing them for a network, drawing results on them. */
@NullMarked
package io.vertebra.core.image;

import org.jspecify.annotations.NullMarked;
