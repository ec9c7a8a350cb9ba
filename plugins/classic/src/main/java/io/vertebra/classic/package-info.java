/** Classic backbones: VGG, GoogLeNet, ResNet and their relatives. */
@NullMarked
package io.vertebra.classic;

import org.jspecify.annotations.NullMarked;
