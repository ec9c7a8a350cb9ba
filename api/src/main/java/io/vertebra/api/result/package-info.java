/** What a task returns: records of plain Java data in pixels of the original image. */
@NullMarked
package io.vertebra.api.result;

import org.jspecify.annotations.NullMarked;
