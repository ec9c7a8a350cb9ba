/** The facade and what the product is made of. */
@NullMarked
package io.vertebra.core;

import org.jspecify.annotations.NullMarked;
