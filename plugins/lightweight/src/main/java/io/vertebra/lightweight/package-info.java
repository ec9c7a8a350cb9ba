/** Lightweight backbones: MobileNet, ShuffleNet, EfficientNet and other small networks. */
@NullMarked
package io.vertebra.lightweight;

import org.jspecify.annotations.NullMarked;
