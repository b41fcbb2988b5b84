package io.tributary.benchmark;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.tributary.benchmark.Contest.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * One measured run of one contestant. One row goes through before the clock starts, with everybody: connections, indexes, first polls.
 * After the clock has stopped every document is compared with its row: a contestant that loses or spoils one has not run.
 */
record Trial(Engines engines, Contestant contestant, int rows) {

    private static final Duration LONGEST = Duration.ofMinutes(15);

    /**
     * Runs.
     *
     * @param id of the lane: never used before on these engines
     * @throws IllegalStateException if the contestant did not store what it had to
     */
    Measured run(Work work, String id) throws Exception {
        try (Lane lane = new Lane(engines, id);
                Contestant.Running running = contestant.start(lane)) {
            running.feed(OrderRow.write(file(lane, "orders-0.csv"), 0, 1, work.before()));
            await(lane, running, new Document(), 1);
            Measured measured =
                    switch (work) {
                        case FILE_NEW -> {
                            Path csv = csv(lane, "orders-1.csv", work.timed());
                            yield timed(lane, running, () -> running.feed(csv), new Document(), rows + 1L);
                        }
                        case QUEUE_NEW, QUEUE_NEW_500 -> {
                            queued(running, csv(lane, "orders-1.csv", work.timed()));
                            yield timed(lane, running, running::release, new Document(), rows + 1L);
                        }
                        case QUEUE_CHANGED -> changed(lane, running, work);
                        case QUEUE_REDELIVERED -> redelivered(lane, running, work);
                    };
            verify(lane.seenFromOutside().getCollection(running.collection()), work);
            return measured;
        }
    }

    private Measured changed(Lane lane, Contestant.Running running, Work work) throws Exception {
        running.feed(csv(lane, "orders-1.csv", work.before()));
        await(lane, running, new Document(), rows + 1L);
        queued(running, csv(lane, "orders-2.csv", work.timed()));
        Bson isChanged = Filters.eq(contestant.field("STATUS"), OrderRow.CHANGED);
        return timed(lane, running, running::release, isChanged, rows);
    }

    private Measured redelivered(Lane lane, Contestant.Running running, Work work) throws Exception {
        queued(running, csv(lane, "orders-1.csv", work.before()));
        QueuedMessages messages = QueuedMessages.take(lane, running.queue());
        messages.send();
        running.release();
        await(lane, running, new Document(), rows + 1L);
        running.hold();
        messages.send();
        return timed(lane, running, running::release, new Document(), rows + 1L);
    }

    private static void queued(Contestant.Running running, Path csv) throws Exception {
        running.hold();
        running.feed(csv);
        running.awaitSent();
    }

    private Path csv(Lane lane, String name, IntFunction<OrderRow> row) throws IOException {
        return OrderRow.write(file(lane, name), 1, rows + 1, row);
    }

    private static Path file(Lane lane, String name) throws IOException {
        // Beside the folders that routes look into, on the same file system.
        return Files.createDirectories(lane.folder().resolve("written")).resolve(name);
    }

    /** What starts the work. */
    private interface Start {
        void run() throws Exception;
    }

    private Measured timed(Lane lane, Contestant.Running running, Start start, Bson done, long count) throws Exception {
        System.gc();
        try (RunCosts costs = new RunCosts(lane, running.mongoCosts(lane))) {
            Moment from = Moment.of(running);
            start.run();
            Moment to = await(lane, running, done, count);
            return new Measured(
                    rows,
                    (to.nanos() - from.nanos()) / 1e9,
                    (to.cpuNanos() - from.cpuNanos()) / 1e9,
                    costs.figures(rows));
        }
    }

    /** A reading of both clocks. */
    private record Moment(long nanos, long cpuNanos) {

        static Moment of(Contestant.Running running) {
            return new Moment(System.nanoTime(), running.cpuNanos());
        }
    }

    /**
     * Waits until nothing is on its way and all rows are in the collection, as seen from outside: the same for all.
     *
     * @return the moment before the look that found them all: that counting takes time is nobody's fault
     */
    private static Moment await(Lane lane, Contestant.Running running, Bson done, long count) throws Exception {
        running.awaitSent();
        MongoCollection<Document> collection = lane.seenFromOutside().getCollection(running.collection());
        long end = System.nanoTime() + LONGEST.toNanos();
        while (System.nanoTime() < end) {
            // What is on its way is asked first: it is cheap, and while there is something nobody has to count.
            if (running.waiting(lane) == 0) {
                Moment now = Moment.of(running);
                if (collection.countDocuments(done) >= count) {
                    return now;
                }
            }
            // Asking costs both processes, so a slower contestant more of it: rarely enough for a run of seconds.
            TimeUnit.MILLISECONDS.sleep(25);
        }
        throw new IllegalStateException("only " + collection.countDocuments(done) + " of " + count
                + " rows arrived within " + LONGEST.toMinutes() + " minutes");
    }

    private void verify(MongoCollection<Document> collection, Work work) {
        int found = 0;
        for (Document stored : collection.find()) {
            Document document = contestant.comparable(stored);
            int number = Integer.parseInt(String.valueOf(document.get("_id")));
            Document expected = contestant.expected((number == 0 ? work.before() : work.timed()).apply(number));
            if (!expected.equals(document)) {
                throw new IllegalStateException(
                        contestant.name() + " stored " + document + "; " + expected + " would be right");
            }
            found++;
        }
        if (found != rows + 1) {
            throw new IllegalStateException(
                    contestant.name() + " stored " + found + " rows; " + (rows + 1) + " would be right");
        }
    }
}
