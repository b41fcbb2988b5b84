package io.tributary.queue;

import java.time.Instant;

/**
 * One message as it was received. Its attributes are not here: whoever sends a message must not be able to steer a route.
 *
 * @param id the same over redeliveries
 * @param receiptHandle of this delivery
 * @param sentAt when the queue took it in; the same over redeliveries
 * @param receiveCount how often it was received, this delivery included
 */
public record ReceivedMessage(String id, String body, String receiptHandle, Instant sentAt, int receiveCount) {

    /** Without the body, which is data, and the handle, which is a right. */
    @Override
    public String toString() {
        return "message " + id + " (received " + receiveCount + " times)";
    }
}
