package io.tributary.projection;

import io.tributary.definition.Definitions;
import io.tributary.queue.MessageSender;
import io.tributary.queue.SendFailedException;
import io.tributary.record.Key;
import io.tributary.record.Names;
import io.tributary.record.PackedText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Tells who has to know: the affected views of a changed projection, the builder of a triggered view, and every queue that
 * configuration names as a subscriber. Long lists go out in several messages.
 */
public final class ChangePublisher {

    /** Keys in one message: small enough for a build to be one chunk, large enough for a fan-out to be few requests. */
    private static final int KEYS_PER_MESSAGE = 500;

    /** Characters, of up to three bytes each: far below the limit of SQS, 1 MiB. */
    private static final int LONGEST_BODY = 250_000;

    private final Definitions definitions;
    private final Names names;
    private final ChangeCodec codec;
    private final MessageSender sender;
    private final Subscribers subscribers;

    /**
     * Queues (without prefix) that get a copy of every change.
     *
     * @param ofProjections told about projections
     * @param ofViews told about single views
     */
    public record Subscribers(List<String> ofProjections, List<String> ofViews) {}

    public ChangePublisher(
            Definitions definitions, Names names, ChangeCodec codec, MessageSender sender, Subscribers subscribers) {
        this.definitions = definitions;
        this.names = names;
        this.codec = codec;
        this.sender = sender;
        this.subscribers = subscribers;
    }

    /** Tells about changed keys of a projection; returns when the queues have confirmed. */
    public void projectionChanged(String projection, Instant since, List<ProjectionChange> changes)
            throws SendFailedException {
        send(subscribers.ofProjections(), projection, since, changes);
    }

    /**
     * Tells about keys of a view that were built: those views that are made of it; returns when the queue has confirmed. Nothing is
     * sent for a view of which no other is made.
     */
    public void viewBuilt(String view, Instant since, List<ProjectionChange> changes) throws SendFailedException {
        send(List.of(), view, since, changes);
    }

    /** Subscribers get plain text, whoever they are; our own queue what is cheaper to send, to bill and to keep. */
    private void send(List<String> subscribed, String source, Instant since, List<ProjectionChange> changes)
            throws SendFailedException {
        boolean used = definitions.isUsed(source);
        if (changes.isEmpty() || subscribed.isEmpty() && !used) {
            return;
        }
        List<String> bodies = bodies(changes, chunk -> codec.encode(new ChangeCodec.Changes(source, since, chunk)));
        for (String queue : subscribed) {
            sender.send(names.queue(queue), bodies);
        }
        if (used) {
            sender.send(
                    names.projectionChangesQueue(),
                    bodies.stream().map(ChangePublisher::packed).toList());
        }
    }

    /** Packed, a single change that nobody could read again would be small enough to be sent. */
    private static String packed(String body) {
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        if (text.length > ChangeCodec.LONGEST_TEXT) {
            throw new IllegalStateException("a change has " + text.length + " bytes of text; at most "
                    + ChangeCodec.LONGEST_TEXT + " can be read again: its key and references are too long");
        }
        return PackedText.pack(text);
    }

    /** Triggers the building of a view's keys; returns when the queue has confirmed. */
    public void trigger(String view, Instant since, List<Key> keys) throws SendFailedException {
        sender.send(names.viewQueue(view), bodies(view, since, keys));
    }

    /** Tells subscribers about keys of a view that were built anew. */
    public void viewChanged(String view, Instant since, List<Key> keys) throws SendFailedException {
        for (String queue : subscribers.ofViews()) {
            sender.send(names.queue(queue), bodies(view, since, keys));
        }
    }

    private List<String> bodies(String view, Instant since, List<Key> keys) {
        return bodies(keys, chunk -> codec.encode(new ChangeCodec.Keys(view, since, chunk)));
    }

    private static <T> List<String> bodies(List<T> all, Function<List<T>, String> encode) {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < all.size(); i += KEYS_PER_MESSAGE) {
            add(all.subList(i, Math.min(all.size(), i + KEYS_PER_MESSAGE)), encode, bodies);
        }
        return bodies;
    }

    /** Halves what is long: texts as keys, or documents that moved often, could make a message that SQS refuses. */
    private static <T> void add(List<T> chunk, Function<List<T>, String> encode, List<String> bodies) {
        String body = encode.apply(chunk);
        if (body.length() <= LONGEST_BODY || chunk.size() == 1) {
            bodies.add(body);
        } else {
            add(chunk.subList(0, chunk.size() / 2), encode, bodies);
            add(chunk.subList(chunk.size() / 2, chunk.size()), encode, bodies);
        }
    }
}
