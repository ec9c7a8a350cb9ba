/**
 * Parameter values: files of several formats behind one source, strict matching against a model's parameters, values made from
 * a seed.
 */
@NullMarked
package io.vertebra.core.weights;

import org.jspecify.annotations.NullMarked;
