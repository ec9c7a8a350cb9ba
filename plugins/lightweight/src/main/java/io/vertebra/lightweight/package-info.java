/** Lightweight backbones: networks for small machines. Starts at {@link io.vertebra.lightweight.LightweightPlugin}. */
@NullMarked
package io.vertebra.lightweight;

import org.jspecify.annotations.NullMarked;
