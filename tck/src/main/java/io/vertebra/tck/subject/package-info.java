/** What rules are run on. */
@NullMarked
package io.vertebra.tck.subject;

import org.jspecify.annotations.NullMarked;
