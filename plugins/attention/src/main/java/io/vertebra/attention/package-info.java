/** Attention: Attention modules that go into backbones and necks. */
@NullMarked
package io.vertebra.attention;

import org.jspecify.annotations.NullMarked;
