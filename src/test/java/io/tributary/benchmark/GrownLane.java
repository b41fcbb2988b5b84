package io.tributary.benchmark;

import io.tributary.benchmark.Contest.Measured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/** A contestant with a projection that has grown, kept over the rounds: filling it takes longer than all of them. */
final class GrownLane implements AutoCloseable {

    private final Contestant contestant;
    private final int existing;
    private final Lane lane;
    private final Contestant.Running running;
    private int round;

    /** Fills the projection with so many rows, in the contestant's own way. */
    GrownLane(Engines engines, Contestant contestant, int existing, String id) throws Exception {
        this.contestant = contestant;
        this.existing = existing;
        this.lane = new Lane(engines, id);
        this.running = contestant.start(lane);
        running.feed(OrderRow.write(file("orders-0.csv"), 0, existing, OrderRow::of));
        awaitDone();
        dropNotifications();
        running.hold();
    }

    private Path file(String name) throws Exception {
        return Files.createDirectories(lane.folder().resolve("written")).resolve(name);
    }

    private void awaitDone() throws Exception {
        running.awaitSent();
        while (running.waiting(lane) > 0) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Nobody takes in what Tributary tells of its changes; the embedded queues would fill the memory. */
    private void dropNotifications() {
        lane.sqs()
                .listQueues(r -> r.queueNamePrefix(lane.id() + "-projection-changes"))
                .queueUrls()
                .forEach(url -> lane.sqs().purgeQueue(r -> r.queueUrl(url)));
    }

    /** Changes so many of the rows, from the first to the last one; the messages wait when the clock starts. */
    Measured change(int count) throws Exception {
        round++;
        running.feed(OrderRow.write(file("orders-" + round + ".csv"), 0, count, i -> changed(number(i, count))));
        running.awaitSent();
        System.gc();
        long cpu = running.cpuNanos();
        long start = System.nanoTime();
        running.release();
        awaitDone();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (running.cpuNanos() - cpu) / 1e9;
        running.hold();
        dropNotifications();
        verify(count);
        return new Measured(count, seconds, cpuSeconds, Map.of());
    }

    private int number(int i, int count) {
        return (int) ((long) i * existing / count);
    }

    /** A row after as many changes as there were rounds. */
    private OrderRow changed(int number) {
        OrderRow row = OrderRow.of(number);
        for (int i = 0; i < round; i++) {
            row = row.changed();
        }
        return row;
    }

    private void verify(int count) {
        List<Document> right = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            right.add(contestant.expected(changed(number(i, count))));
        }
        for (int i = 0; i < count; i += 1_000) {
            List<Document> some = right.subList(i, Math.min(count, i + 1_000));
            List<Document> found = new ArrayList<>();
            lane.database()
                    .getCollection(running.collection())
                    .find(new Document(
                            "_id",
                            new Document(
                                    "$in",
                                    some.stream().map(row -> row.get("_id")).toList())))
                    .sort(new Document("_id", 1))
                    .forEach(stored -> found.add(contestant.comparable(stored)));
            if (found.size() != some.size() || !found.containsAll(some.subList(0, Math.min(20, some.size())))) {
                throw new IllegalStateException(contestant.name() + " stored " + found.size() + " rows such as "
                        + found.stream().findFirst() + "; " + some.size() + " such as " + some.get(0)
                        + " would be right");
            }
        }
    }

    @Override
    public void close() throws Exception {
        running.close();
        lane.close();
    }
}
