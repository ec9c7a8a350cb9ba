/** What a run found, and the forms in which it is written. */
@NullMarked
package io.vertebra.tck.report;

import org.jspecify.annotations.NullMarked;
