package io.tributary.view;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tributary.projection.ChangeCodec;
import io.tributary.projection.ChangePublisher;
import io.tributary.projection.ProjectionChange;
import io.tributary.queue.Halving;
import io.tributary.queue.ReceivedMessage;
import io.tributary.queue.ReceivedMessages;
import io.tributary.queue.SendFailedException;
import io.tributary.record.Key;
import io.tributary.record.MessageFormatException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** Takes the triggers of one view, coalesces their keys over all messages that were waiting, and builds them chunk by chunk. */
public final class TriggeredBuilds {

    /** Counter of built views, with the tag {@code view}. */
    public static final String BUILT = "tributary.views.built";

    /** Timer from the moment when the oldest change behind a view was read to the moment when the view was written. */
    public static final String LATENCY = "tributary.views.latency";

    /** Counter of views that could not be built, with the tag {@code view}. */
    public static final String REFUSED = "tributary.views.refused";

    private final String view;
    private final ViewBuilder builder;
    private final ChangeCodec codec;
    private final ChangePublisher publisher;
    private final Runnable indexes;
    private final Predicate<Throwable> unavailable;
    private final int chunk;
    private final Crew crew;
    private final Clock clock;
    private final Counter built;
    private final Counter refused;
    private final Timer latency;

    /**
     * The builds of one view.
     *
     * @param indexes makes sure of the view's indexes before the first write
     * @param unavailable whether a failure says that a server cannot be reached, which is no fault of a key
     * @param chunk how many views are read, assembled and written together
     * @param crew who else builds, where there are several chunks
     */
    public TriggeredBuilds(
            String view,
            ViewBuilder builder,
            ChangeCodec codec,
            ChangePublisher publisher,
            Runnable indexes,
            Predicate<Throwable> unavailable,
            int chunk,
            Crew crew,
            MeterRegistry meters,
            Clock clock) {
        this.view = view;
        this.builder = builder;
        this.codec = codec;
        this.publisher = publisher;
        this.indexes = indexes;
        this.unavailable = unavailable;
        this.chunk = chunk;
        this.crew = crew;
        this.clock = clock;
        this.built = meters.counter(BUILT, "view", view);
        this.refused = meters.counter(REFUSED, "view", view);
        this.latency = Timer.builder(LATENCY)
                .tag("view", view)
                .publishPercentileHistogram()
                .register(meters);
    }

    /**
     * Builds what the messages ask for. A view whose building fails fails only the messages that ask for it. One that is refused is
     * marked, and its messages are done: every further trigger would end the same way, as a dead letter each.
     *
     * @throws SendFailedException if views that are made of this one, or subscribers, could not be told
     */
    public void build(ReceivedMessages received) throws SendFailedException {
        indexes.run();
        Map<ReceivedMessage, ChangeCodec.Keys> asked = decode(received);
        Set<Key> keys = new LinkedHashSet<>();
        asked.values().forEach(message -> keys.addAll(message.keys()));
        Map<Key, RuntimeException> failed = new ConcurrentHashMap<>();
        Set<Key> unbuilt = ConcurrentHashMap.newKeySet();
        Queue<ProjectionChange> told = new ConcurrentLinkedQueue<>();
        List<Key> all = List.copyOf(keys);
        crew.each(chunks(all), some -> build(some, failed, unbuilt, told));
        List<ProjectionChange> changes = List.copyOf(told);
        tell(changes, since(asked.values()), failed);
        refused.increment(unbuilt.size());
        unbuilt.addAll(failed.keySet());
        built.increment(keys.size() - (double) unbuilt.size());
        settle(received, asked, failed, unbuilt);
    }

    private Map<ReceivedMessage, ChangeCodec.Keys> decode(ReceivedMessages received) {
        Map<ReceivedMessage, ChangeCodec.Keys> asked = new LinkedHashMap<>();
        for (ReceivedMessage message : received.messages()) {
            try {
                asked.put(message, codec.decodeKeys(message.body(), view));
            } catch (MessageFormatException e) {
                received.fail(message, e);
            }
        }
        return asked;
    }

    private List<List<Key>> chunks(List<Key> all) {
        List<List<Key>> chunks = new ArrayList<>();
        for (int i = 0; i < all.size(); i += chunk) {
            chunks.add(all.subList(i, Math.min(all.size(), i + chunk)));
        }
        return chunks;
    }

    /** Halves what fails, until the view is alone that cannot be built. */
    private void build(
            List<Key> keys, Map<Key, RuntimeException> failed, Set<Key> unbuilt, Queue<ProjectionChange> changes) {
        try {
            unbuilt.addAll(
                    builder.build(new LinkedHashSet<>(keys), changes::add).keySet());
        } catch (RuntimeException e) {
            if (unavailable.test(e)) {
                throw e;
            }
            if (keys.size() == 1) {
                failed.put(keys.get(0), e);
            } else {
                build(keys.subList(0, keys.size() / 2), failed, unbuilt, changes);
                build(keys.subList(keys.size() / 2, keys.size()), failed, unbuilt, changes);
            }
        }
    }

    /** Tells the views that are made of this one. A change that no queue takes does not keep the others. */
    private void tell(List<ProjectionChange> changes, Instant since, Map<Key, RuntimeException> failed)
            throws SendFailedException {
        Halving.failing(changes, unavailable, some -> publisher.viewBuilt(view, since, some))
                .forEach(failing -> failed.put(
                        failing.getKey().key(),
                        new IllegalStateException(
                                "the views that are made of it cannot be told: "
                                        + failing.getValue().getMessage(),
                                failing.getValue())));
    }

    private Instant since(Collection<ChangeCodec.Keys> asked) {
        return asked.stream()
                .map(ChangeCodec.Keys::since)
                .min(Instant::compareTo)
                .orElseGet(clock::instant);
    }

    private void settle(
            ReceivedMessages received,
            Map<ReceivedMessage, ChangeCodec.Keys> asked,
            Map<Key, RuntimeException> failed,
            Set<Key> unbuilt)
            throws SendFailedException {
        Instant now = clock.instant();
        for (Map.Entry<ReceivedMessage, ChangeCodec.Keys> entry : asked.entrySet()) {
            List<Key> done = new ArrayList<>(entry.getValue().keys());
            done.removeAll(unbuilt);
            for (Key key : entry.getValue().keys()) {
                RuntimeException why = failed.get(key);
                if (why != null) {
                    received.fail(
                            entry.getKey(),
                            new IllegalStateException("view " + view + ", key " + key + ": " + why.getMessage(), why));
                    break;
                }
            }
            latency.record(Duration.between(entry.getValue().since(), now));
            publisher.viewChanged(view, entry.getValue().since(), done);
        }
    }
}
