/** What plugin authors compile against. */
@NullMarked
package io.vertebra.api;

import org.jspecify.annotations.NullMarked;
