/** Projections: deciding what a record does to its document, writing it by compare-and-set, telling who is affected. */
@NullMarked
package io.tributary.projection;

import org.jspecify.annotations.NullMarked;
