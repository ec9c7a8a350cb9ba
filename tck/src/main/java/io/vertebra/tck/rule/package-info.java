/** The rules: what they ask, why, and how to mend it. */
@NullMarked
package io.vertebra.tck.rule;

import org.jspecify.annotations.NullMarked;
