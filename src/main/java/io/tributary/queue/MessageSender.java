package io.tributary.queue;

import java.util.List;

/** Sends messages and knows that they are stored. */
@FunctionalInterface
public interface MessageSender {

    /**
     * Sends all of them and returns when the queue has confirmed every one.
     *
     * @param queue the full name of the queue
     * @param bodies what to send; none is nothing to do
     * @throws SendFailedException if one or more could not be sent; the others may have been, so that sending all again is right
     *     where messages are idempotent
     */
    void send(String queue, List<String> bodies) throws SendFailedException;
}
