/** Checks of the assembled product through its Java facade, with the plugins loaded from its {@code plugins} folder. */
@NullMarked
package io.vertebra.product;

import org.jspecify.annotations.NullMarked;
