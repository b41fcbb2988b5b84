/** The read API, generated from the definitions. */
@NullMarked
package io.tributary.api;

import org.jspecify.annotations.NullMarked;
