/** Residual networks: {@link io.vertebra.classic.resnet.ResNet}, its options and its backbone. */
@NullMarked
package io.vertebra.classic.resnet;

import org.jspecify.annotations.NullMarked;
