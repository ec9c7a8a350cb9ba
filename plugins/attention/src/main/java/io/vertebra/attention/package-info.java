/** Attention: attention modules that go into backbones and necks. Starts at {@link io.vertebra.attention.AttentionPlugin}. */
@NullMarked
package io.vertebra.attention;

import org.jspecify.annotations.NullMarked;
