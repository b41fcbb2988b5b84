/** Single views: from a change to the keys it touches, and from projections to documents. */
@NullMarked
package io.tributary.view;

import org.jspecify.annotations.NullMarked;
