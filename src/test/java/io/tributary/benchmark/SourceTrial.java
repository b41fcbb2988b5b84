package io.tributary.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.tributary.benchmark.Contest.Measured;
import io.tributary.benchmark.SourceContestant.Sending;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One measured run of one contestant from a source to the queue. One row goes through before the clock starts, with everybody. It stops when the
 * contestant says that all is sent, and the queue's depth shows all that SQS has confirmed. Then the queue is emptied and every row compared.
 *
 * @param table whether the orders are rows of a table; of a CSV file otherwise
 */
record SourceTrial(Engines engines, SourceContestant contestant, SourceRows rows, boolean table, int count) {

    private static final double MILLION = 1e6;

    /**
     * Runs.
     *
     * @param id of the lane: never used before on these engines
     * @throws IllegalStateException if the queue did not hold what it had to
     */
    Measured run(String id) throws Exception {
        try (Lane lane = new Lane(engines, id);
                OrderTable orders = new OrderTable(id);
                Sending sending = table ? contestant.ofTable(lane, orders) : contestant.ofFiles(lane, rows)) {
            show(lane, orders, sending, 0, 1).run();
            verify(lane, sending, 0, 1);
            Work work = show(lane, orders, sending, 1, count + 1);
            try (RunCosts costs = new RunCosts(lane, sending.mongoCosts(lane))) {
                Times times = timed(lane, sending, work, costs.sqs());
                Map<String, Double> also = costs.figures(count);
                verify(lane, sending, 1, count + 1);
                // The messages were received and deleted for that, ten a request, as a consumer would.
                also.put(
                        "USD per million, with receiving and deleting",
                        costs.sqs().costs().usd() * MILLION / count);
                also.put("CPU seconds per million", times.cpuSeconds * MILLION / count);
                return new Measured(count, times.seconds, times.cpuSeconds, also);
            }
        }
    }

    /** What is timed, from the moment in which rows can be seen. */
    private interface Work {
        void run() throws Exception;
    }

    /** Makes rows that are seen, and sent, when the work is run. */
    private Work show(Lane lane, OrderTable orders, Sending sending, int first, int end) throws Exception {
        if (!table) {
            Path file = lane.folder().resolve("written").resolve("rows-" + first + ".csv");
            rows.write(file, first, end);
            return () -> sending.send(file, first, end);
        }
        Connection transaction = orders.fill(first, end);
        return () -> {
            transaction.commit();
            transaction.close();
            sending.send(lane.folder(), first, end);
        };
    }

    private record Times(double seconds, double cpuSeconds) {}

    private Times timed(Lane lane, Sending sending, Work work, SqsTraffic.Watched traffic) throws Exception {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        System.gc();
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        work.run();
        while (lane.depth(sending.queue()) < traffic.stored()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        long wall = System.nanoTime() - start;
        return new Times(wall / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
    }

    private void verify(Lane lane, Sending sending, int first, int end) throws IOException {
        BitSet seen = new BitSet(end);
        QueueContents.drain(lane.sqs(), sending.queue(), rows.columns(), values -> {
            int number = Integer.parseInt(values.get(0));
            List<String> found = table ? OrderTable.comparable(values) : values;
            List<String> expected = table ? OrderTable.expected(number) : rows.row(number);
            if (!expected.equals(found)) {
                throw new IllegalStateException(
                        contestant.name() + " sent " + found + "; " + expected + " would be right");
            }
            seen.set(number);
        });
        if (seen.nextClearBit(first) != end || seen.cardinality() != end - first) {
            throw new IllegalStateException(contestant.name() + " sent " + seen.cardinality()
                    + " rows, and not that of " + seen.nextClearBit(first) + "; those of " + first + " to " + (end - 1)
                    + " would be right");
        }
    }
}
