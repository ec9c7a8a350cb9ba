/** The roles that a plugin can fill: backbone, neck, head, attention, task; and the values that they exchange. */
@NullMarked
package io.vertebra.api.model;

import org.jspecify.annotations.NullMarked;
