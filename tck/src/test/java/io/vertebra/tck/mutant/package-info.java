/**
 * The proof that the kit can fail: subjects with one thing wrong, each of which its own rule has to find. A mutant is a subclass
 * or a wrapper of the reference component, made in memory; mutants of whole plugins are JARs compiled by the test.
 */
@NullMarked
package io.vertebra.tck.mutant;

import org.jspecify.annotations.NullMarked;
