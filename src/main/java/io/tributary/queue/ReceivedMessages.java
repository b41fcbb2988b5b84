package io.tributary.queue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The body of an exchange of {@code sqs-batch}: messages that were received together. When the exchange has succeeded, all of them
 * are deleted but those that were failed here.
 */
public final class ReceivedMessages {

    private final String queue;
    private final List<ReceivedMessage> messages;
    private final Map<ReceivedMessage, Exception> failures = Collections.synchronizedMap(new LinkedHashMap<>());

    public ReceivedMessages(String queue, List<ReceivedMessage> messages) {
        this.queue = queue;
        this.messages = List.copyOf(messages);
    }

    /** The full name of the queue they came from. */
    public String queue() {
        return queue;
    }

    public List<ReceivedMessage> messages() {
        return messages;
    }

    /**
     * Says that one message has no effect and never will, while the others go on. It stays on the queue, is tried again as often as
     * the queue's redrive policy says, and ends as a dead letter.
     *
     * @param why a failure that lies in the message; where it is a server's, the message is kept and tried until it works
     */
    public void fail(ReceivedMessage message, Exception why) {
        if (!messages.contains(message)) {
            throw new IllegalArgumentException(message + " is none of these messages of queue " + queue);
        }
        failures.putIfAbsent(message, why);
    }

    /** What was failed, with the first reason of each. */
    public Map<ReceivedMessage, Exception> failures() {
        synchronized (failures) {
            return new LinkedHashMap<>(failures);
        }
    }

    @Override
    public String toString() {
        return messages.size() + " messages of queue " + queue;
    }
}
