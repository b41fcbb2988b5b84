package io.tributary.benchmark;

import com.mongodb.client.MongoCollection;
import com.sun.management.OperatingSystemMXBean;
import io.tributary.benchmark.Contest.Measured;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bson.Document;

/**
 * One measured run of one contestant. One row goes through before the clock starts, with everybody: connections, indexes, first polls.
 * After the clock has stopped every document is compared with its row: a contestant that loses or spoils one has not run.
 */
record Trial(Engines engines, Contestant contestant, int rows) {

    /** Where the clock starts. */
    enum From {
        /** When the file is given to the contestant. */
        FILE_TO_PROJECTION,
        /** When the consumers start; all messages are in the queue then. */
        QUEUE_TO_PROJECTION
    }

    /**
     * Runs.
     *
     * @param id of the lane: never used before on these engines
     * @throws IllegalStateException if the contestant did not store what it had to
     */
    Measured run(From from, String id) throws Exception {
        try (Lane lane = new Lane(engines, id);
                Contestant.Running running = contestant.start(lane)) {
            running.feed(OrderRow.write(file(lane, "orders-0.csv"), 0, 1));
            lane.await(running, 1);
            Path csv = OrderRow.write(file(lane, "orders-1.csv"), 1, rows + 1);
            if (from == From.QUEUE_TO_PROJECTION) {
                running.hold();
                running.feed(csv);
                running.awaitSent();
            }
            Measured result = timed(() -> {
                if (from == From.QUEUE_TO_PROJECTION) {
                    running.release();
                } else {
                    running.feed(csv);
                }
                lane.await(running, rows + 1L);
            });
            verify(lane.database().getCollection(running.collection()));
            return result;
        }
    }

    private static Path file(Lane lane, String name) throws IOException {
        // Beside the folders that routes look into, on the same file system.
        return Files.createDirectories(lane.folder().resolve("written")).resolve(name);
    }

    /** What is timed. */
    private interface Work {
        void run() throws Exception;
    }

    private Measured timed(Work work) throws Exception {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        System.gc();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        work.run();
        long wall = System.nanoTime() - start;
        return new Measured(rows, wall / 1e9, (system.getProcessCpuTime() - cpu) / 1e9, Map.of());
    }

    private void verify(MongoCollection<Document> collection) {
        int found = 0;
        for (Document stored : collection.find()) {
            Document document = contestant.comparable(stored);
            Document expected = contestant.expected(OrderRow.of(Integer.parseInt(String.valueOf(document.get("_id")))));
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
