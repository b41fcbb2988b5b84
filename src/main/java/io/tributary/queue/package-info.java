/** Amazon SQS: sending and receiving in batches, acknowledging last. */
@NullMarked
package io.tributary.queue;

import org.jspecify.annotations.NullMarked;
