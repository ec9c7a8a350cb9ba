/** EfficientNet and EfficientNet-lite: {@link io.vertebra.classic.efficientnet.EfficientNet}, its backbone and its classifier. */
@NullMarked
package io.vertebra.classic.efficientnet;

import org.jspecify.annotations.NullMarked;
