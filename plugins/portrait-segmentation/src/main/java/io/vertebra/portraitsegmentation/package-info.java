/** Portrait segmentation: Mattes that cut people out of photos. */
@NullMarked
package io.vertebra.portraitsegmentation;

import org.jspecify.annotations.NullMarked;
