/** What the loaded plugins provide: an immutable registry with search and near names. */
@NullMarked
package io.vertebra.core.catalog;

import org.jspecify.annotations.NullMarked;
