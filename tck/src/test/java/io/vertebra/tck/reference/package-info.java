/**
 * The reference plugin: one small honest component of each role, and OddButLegal, whose components are unusual and still right.
 * Both pass every rule, which guards against false alarms.
 */
@NullMarked
package io.vertebra.tck.reference;

import org.jspecify.annotations.NullMarked;
