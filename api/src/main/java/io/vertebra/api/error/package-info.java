/** The one exception root, its problems and their stable codes. */
@NullMarked
package io.vertebra.api.error;

import org.jspecify.annotations.NullMarked;
