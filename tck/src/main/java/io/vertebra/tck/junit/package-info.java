/** JUnit adapters: what a plugin's author subclasses. The only package that knows JUnit. */
@NullMarked
package io.vertebra.tck.junit;

import org.jspecify.annotations.NullMarked;
