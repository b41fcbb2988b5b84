/** Casting records to their pattern, compiled once per definition. Knows no Camel, MongoDB or AWS: casts run in definition tests. */
@NullMarked
package io.tributary.cast;

import org.jspecify.annotations.NullMarked;
