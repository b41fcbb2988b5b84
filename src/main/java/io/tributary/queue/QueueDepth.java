package io.tributary.queue;

/**
 * How many messages a queue holds; SQS calls its numbers approximate.
 *
 * @param waiting can be received now
 * @param inFlight received and neither deleted nor visible again
 * @param delayed not to be received yet
 */
public record QueueDepth(long waiting, long inFlight, long delayed) {

    public long total() {
        return waiting + inFlight + delayed;
    }
}
