/** What flows between the parts: levels with channels and strides, and the rules for input sizes. */
@NullMarked
package io.vertebra.api.feature;

import org.jspecify.annotations.NullMarked;
