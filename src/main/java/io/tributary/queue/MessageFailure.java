package io.tributary.queue;

import java.time.Instant;

/**
 * One failure of one message that counts against it.
 *
 * @param queue the full name of the queue it was received from
 * @param messageId the same over redeliveries, and among the dead letters
 * @param sentAt when the queue took the message in
 * @param receiveCount how often it had been received by then
 * @param kind the simple name of the innermost exception's class
 * @param reason in one line, for people
 * @param at when it failed
 */
public record MessageFailure(
        String queue, String messageId, Instant sentAt, int receiveCount, String kind, String reason, Instant at) {}
