/** What a home does, for people: the flow, the indexes, the queries, the way of a record. */
@NullMarked
package io.tributary.explain;

import org.jspecify.annotations.NullMarked;
