package io.tributary.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Sends dead letters back to the queue they came from, and deletes those whose sending the queue has confirmed. A crash in between
 * leaves a message in both queues, which does no harm: whatever it does is idempotent.
 */
public final class Replay implements DeadLetters.Visitor {

    /** Reasons that are kept, for people. */
    private static final int LONGEST_LIST = 100;

    private final String queue;
    private final Predicate<ReceivedMessage> wanted;
    private final Form form;
    private final MessageSender sender;
    private final Instant begun;
    private final Map<String, String> refused = new LinkedHashMap<>();
    private int sent;
    private int left;

    /** What of a dead letter is sent. */
    @FunctionalInterface
    public interface Form {

        /**
         * The body to send: a message that is sent again has a new id and a new time, which must not make its records newer.
         *
         * @throws ReplayRefusedException if it must not be sent
         */
        String of(ReceivedMessage message) throws ReplayRefusedException;
    }

    /**
     * A replay.
     *
     * @param queue the full name of the queue they came from
     * @param begun what was sent after this is passed over: a message that fails again while the replay lasts is not replayed in a ring
     */
    public Replay(String queue, Predicate<ReceivedMessage> wanted, Form form, MessageSender sender, Instant begun) {
        this.queue = queue;
        this.wanted = wanted;
        this.form = form;
        this.sender = sender;
        this.begun = begun;
    }

    @Override
    public DeadLetters.Visited visit(List<ReceivedMessage> page) throws SendFailedException {
        Map<ReceivedMessage, String> bodies = new LinkedHashMap<>();
        for (ReceivedMessage message : page) {
            if (wanted.test(message) && message.sentAt().isBefore(begun)) {
                prepare(message, bodies);
            }
        }
        List<ReceivedMessage> confirmed = send(bodies);
        sent += confirmed.size();
        return new DeadLetters.Visited(confirmed, true);
    }

    private void prepare(ReceivedMessage message, Map<ReceivedMessage, String> bodies) {
        try {
            bodies.put(message, form.of(message));
        } catch (ReplayRefusedException e) {
            refuse(message, String.valueOf(e.getMessage()));
        }
    }

    private List<ReceivedMessage> send(Map<ReceivedMessage, String> bodies) throws SendFailedException {
        List<ReceivedMessage> messages = new ArrayList<>(bodies.keySet());
        try {
            sender.send(queue, List.copyOf(bodies.values()));
            return messages;
        } catch (SendFailedException e) {
            if (e.mayWorkLater()) {
                throw e;
            }
            return sendEach(bodies);
        }
    }

    /** One that the queue refuses must not keep the others of its page. */
    private List<ReceivedMessage> sendEach(Map<ReceivedMessage, String> bodies) throws SendFailedException {
        List<ReceivedMessage> confirmed = new ArrayList<>();
        for (Map.Entry<ReceivedMessage, String> message : bodies.entrySet()) {
            try {
                sender.send(queue, List.of(message.getValue()));
                confirmed.add(message.getKey());
            } catch (SendFailedException e) {
                if (e.mayWorkLater()) {
                    throw e;
                }
                refuse(message.getKey(), String.valueOf(e.getMessage()));
            }
        }
        return confirmed;
    }

    private void refuse(ReceivedMessage message, String why) {
        left++;
        if (refused.size() < LONGEST_LIST) {
            refused.put(message.id(), why);
        }
    }

    /** How many are back in their queue. */
    public int sent() {
        return sent;
    }

    /** How many were wanted and stay among the dead letters. */
    public int left() {
        return left;
    }

    /** Why they stay, by message id; the first hundred. */
    public Map<String, String> refused() {
        return new LinkedHashMap<>(refused);
    }
}
