/** From a recipe to a model: wiring and sizes proven first, then networks, then weights. */
@NullMarked
package io.vertebra.core.assembly;

import org.jspecify.annotations.NullMarked;
