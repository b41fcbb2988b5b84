/**
 * Shows that memory is bounded (I7): real processes of one role with a small heap, and sizes that do not fit into it. {@code mvn
 * -Pbounds verify} runs them, see docs/reliability.md.
 */
@NullMarked
package io.tributary.bounds;

import org.jspecify.annotations.NullMarked;
