package io.tributary.benchmark;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Sees from outside when views show changes: asks the database for the last change of the views that are waited for, again and again,
 * with a pause, since what it reads is taken from the database that it watches. The time of a change is the time when the answer that shows
 * it is there.
 */
final class ViewWatch implements AutoCloseable {

    static final Duration PAUSE = Duration.ofMillis(20);

    /** Views in one question; of more, those that were changed first. */
    private static final int ASKED = 500;

    private final MongoCollection<Document> views;
    private final Map<Long, Deque<Awaited>> waiting = new LinkedHashMap<>();
    private final List<Seen> seen = new ArrayList<>();
    private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
    private final Thread watcher = new Thread(this::watch, "view-watch");
    private volatile boolean watching = true;

    private record Awaited(long number, long start) {}

    /** A change that a view showed; times by the clock of {@link System#nanoTime}. */
    record Seen(long start, long end) {}

    ViewWatch(MongoCollection<Document> views) {
        this.views = views;
        watcher.start();
    }

    /** Waits for the view of a customer to show a change, or one after it. Said before the change is made. */
    void expect(long customer, long number, long start) {
        synchronized (waiting) {
            waiting.computeIfAbsent(customer, key -> new ArrayDeque<>()).add(new Awaited(number, start));
        }
    }

    private void watch() {
        try {
            while (watching) {
                List<Long> asked;
                synchronized (waiting) {
                    asked = waiting.keySet().stream().limit(ASKED).toList();
                }
                if (!asked.isEmpty()) {
                    ask(asked);
                }
                TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            }
        } catch (RuntimeException e) {
            failure.set(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(List<Long> asked) {
        List<Document> found = views.find(Filters.in("_id", asked))
                .projection(Projections.include("lastChange"))
                .batchSize(ASKED)
                .into(new ArrayList<>());
        long now = System.nanoTime();
        synchronized (waiting) {
            for (Document view : found) {
                show(view.getLong("_id"), view.getLong("lastChange"), now);
            }
        }
    }

    private void show(long customer, @Nullable Long shown, long now) {
        Deque<Awaited> changes = waiting.get(customer);
        while (shown != null && !changes.isEmpty() && changes.peek().number() <= shown) {
            seen.add(new Seen(changes.remove().start(), now));
        }
        if (changes.isEmpty()) {
            waiting.remove(customer);
        }
    }

    /** How many of the changes that are waited for no view shows yet. */
    int backlog() {
        synchronized (waiting) {
            return waiting.values().stream().mapToInt(Deque::size).sum();
        }
    }

    /** Waits until every change was seen. */
    void awaitAll() throws InterruptedException {
        CustomerSite.await(() -> failure.get() != null || backlog() == 0);
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    /** What was seen of the changes that began at that time or later. */
    List<Seen> seenSince(long start) {
        synchronized (waiting) {
            return seen.stream().filter(change -> change.start() - start >= 0).toList();
        }
    }

    @Override
    public void close() throws InterruptedException {
        watching = false;
        watcher.join();
    }
}
