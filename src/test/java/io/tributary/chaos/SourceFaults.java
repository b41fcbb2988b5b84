package io.tributary.chaos;

import static io.tributary.chaos.Fault.last;

import io.tributary.chaos.Fault.NotNow;
import io.tributary.demo.BigDrops;
import io.tributary.demo.BigDrops.Dropped;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** What happens around systems of record: files twice, wrong rows, and agents that die in the middle of a file or a table. */
final class SourceFaults {

    private static final Duration SLOW = Duration.ofMillis(150);
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration LOOK = Duration.ofMillis(30);
    private static final int LIST_ROWS = 3_000;

    private final Rig rig;
    private final Chronicle chronicle;
    private final Tally bad;
    private final BigDrops drops;
    private final AtomicInteger big = new AtomicInteger();

    /** @param bad counts the rows that have to be rejected, by topic */
    SourceFaults(Rig rig, Chronicle chronicle, Tally bad) {
        this.rig = rig;
        this.chronicle = chronicle;
        this.bad = bad;
        this.drops = rig.sources().drops();
    }

    List<Fault> all() {
        return List.of(
                new Fault("file left twice", 6, this::fileAgain),
                new Fault("file with wrong rows", 4, this::badRows),
                new Fault("agent killed in the middle of a file", 3, this::killInFile),
                new Fault("agent killed in the middle of a table", 3, this::killInTable));
    }

    private void fileAgain(Random random) throws Exception {
        boolean items = random.nextBoolean();
        if (!rig.sources().between(() -> drops.lastFileAgain(items))) {
            throw new NotNow("there is no such file");
        }
    }

    private void badRows(Random random) throws Exception {
        boolean items = random.nextBoolean();
        Dropped dropped = rig.sources().between(() -> drops.badRows(items));
        bad.add(items ? "logistics.item" : "crm.customer", dropped.rows());
    }

    /** The whole list is left as one file; the proof is that some of its rows were sent, and that the file has not been moved. */
    private void killInFile(Random random) throws Exception {
        killInTheMiddle(() -> {
            Dropped dropped =
                    rig.sources().between(() -> drops.allCustomers("list " + big.incrementAndGet(), LIST_ROWS));
            String place = dropped.file().getFileName().toString();
            long sent = killAfter(() -> rig.broker().journal().rowsOf(place));
            require(sent, dropped.rows());
            if (!Files.exists(dropped.file())) {
                throw new NotNow("the file was finished");
            }
            chronicle.note(
                    "agents killed in " + place + ", which stays: " + sent + " of " + dropped.rows() + " rows sent");
        });
    }

    /** All orders change at once; the proof is that some of them were sent, and not all. */
    private void killInTable(Random random) throws Exception {
        killInTheMiddle(() -> {
            long before = rig.broker().journal().rowsOf("ORDERS");
            int rows = rig.sources().between(() -> drops.allOrders("Clerk~" + big.incrementAndGet()));
            long sent = killAfter(() -> rig.broker().journal().rowsOf("ORDERS") - before);
            require(sent, rows);
            chronicle.note("agents killed in ORDERS: " + sent + " of " + rows + " rows sent");
        });
    }

    private void killInTheMiddle(Member.Work work) throws Exception {
        Member agents = rig.agents();
        agents.claimed(() -> {
            long end = System.nanoTime() + LONGEST.toNanos();
            while (!agents.isUp() && System.nanoTime() < end) {
                last(LOOK);
            }
            agents.sqs().slow(SLOW);
            try {
                work.run();
            } finally {
                agents.sqs().mend();
                if (agents.ensureStarted()) {
                    chronicle.note("agents started");
                }
            }
        });
    }

    /** Kills the agents when something has been sent; returns how much. */
    private long killAfter(LongSupplier sent) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (sent.getAsLong() == 0 && System.nanoTime() < end) {
            last(LOOK);
        }
        rig.agents().process().kill();
        return sent.getAsLong();
    }

    private static void require(long sent, long rows) throws NotNow {
        if (sent <= 0 || sent >= rows) {
            throw new NotNow("the agents were killed before or after: " + sent + " of " + rows + " rows sent");
        }
    }
}
