/**
 * Loads plugins: one class loader a JAR or folder, descriptors before classes, a state for each plugin. A bad plugin never
 * hides a good one, and nothing here starts an engine.
 */
@NullMarked
package io.vertebra.core.plugin;

import org.jspecify.annotations.NullMarked;
