/**
 * Networks without numbers: the shape-only run, which proves wiring and sizes and counts the work. Entry: {@link
 * io.vertebra.core.graph.ShapeForward}.
 */
@NullMarked
package io.vertebra.core.graph;

import org.jspecify.annotations.NullMarked;
