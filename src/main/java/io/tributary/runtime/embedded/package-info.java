/**
 * The servers that run inside the process when no address is configured: a MongoDB and an SQS, both in memory. They are for
 * trying out and for tests; the same routes run unchanged against real servers.
 */
@NullMarked
package io.tributary.runtime.embedded;

import org.jspecify.annotations.NullMarked;
