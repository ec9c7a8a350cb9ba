/** What every theme needs: the common tasks, the linear classifier and the label lists of well-known data sets. */
@NullMarked
package io.vertebra.core.builtin;

import org.jspecify.annotations.NullMarked;
