/** One process: settings, home, servers, commands. */
@NullMarked
package io.tributary.runtime;

import org.jspecify.annotations.NullMarked;
