/** Classic backbones: the networks that later work builds on. Starts at {@link io.vertebra.classic.ClassicPlugin}. */
@NullMarked
package io.vertebra.classic;

import org.jspecify.annotations.NullMarked;
