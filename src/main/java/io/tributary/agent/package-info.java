/** Agents: reading systems of record and publishing record batches. */
@NullMarked
package io.tributary.agent;

import org.jspecify.annotations.NullMarked;
