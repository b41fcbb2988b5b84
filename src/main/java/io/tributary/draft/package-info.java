/** First definitions and agents, drafted from what a source says of itself: metadata of tables, samples of files, keys of projections. */
@NullMarked
package io.tributary.draft;

import org.jspecify.annotations.NullMarked;
