/** What a plugin is: the only service interface, its build context and its cards. */
@NullMarked
package io.vertebra.api.plugin;

import org.jspecify.annotations.NullMarked;
