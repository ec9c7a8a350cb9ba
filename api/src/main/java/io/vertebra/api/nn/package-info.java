/** Networks: layers that declare their parameters, the pass that runs them, and the portable operators. */
@NullMarked
package io.vertebra.api.nn;

import org.jspecify.annotations.NullMarked;
