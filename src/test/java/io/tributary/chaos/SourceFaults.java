package io.tributary.chaos;

import io.tributary.chaos.Fault.NotNow;
import io.tributary.chaos.Fault.Undo;
import io.tributary.demo.BigDrops.Dropped;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What happens around systems of record: files twice, wrong rows, and agents that die in the middle of a file or a table. */
final class SourceFaults {

    private static final Duration SLOW = Duration.ofMillis(150);
    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int LIST_TIMES = 3;

    private final Rig rig;
    private final Chronicle chronicle;
    private final Tally restarts;
    private final Tally bad;
    private int big;

    /** @param bad counts the rows that have to be rejected */
    SourceFaults(Rig rig, Chronicle chronicle, Tally restarts, Tally bad) {
        this.rig = rig;
        this.chronicle = chronicle;
        this.restarts = restarts;
        this.bad = bad;
    }

    List<Fault> all() {
        return List.of(
                new Fault("file left twice", 6, this::fileAgain),
                new Fault("file with wrong rows", 4, this::badRows),
                new Fault("agent killed in the middle of a file", 3, this::killInFile),
                new Fault("agent killed in the middle of a table", 3, this::killInTable));
    }

    private @Nullable Undo fileAgain(Random random) throws Exception {
        boolean items = random.nextBoolean();
        if (!rig.sources().between(() -> rig.sources().drops().lastFileAgain(items))) {
            throw new NotNow("there is no such file");
        }
        return null;
    }

    private @Nullable Undo badRows(Random random) throws Exception {
        boolean items = random.nextBoolean();
        Dropped dropped = rig.sources().between(() -> rig.sources().drops().badRows(items));
        bad.add(items ? "logistics.item" : "crm.customer", dropped.rows());
        return null;
    }

    private Undo killInFile(Random random) throws Exception {
        String comment = "list " + ++big;
        requireFree();
        rig.agents().sqs().slow(SLOW);
        try {
            Dropped dropped = rig.sources().between(() -> rig.sources().drops().allCustomers(comment, LIST_TIMES));
            String place = dropped.file().getFileName().toString();
            Journal journal = rig.broker().journal();
            await(() -> journal.rowsOf(place) > 0);
            rig.agents().process().kill();
            long sent = journal.rowsOf(place);
            if (sent == 0 || sent >= dropped.rows() || !Files.exists(dropped.file())) {
                throw missed(sent, dropped.rows());
            }
            chronicle.note("agents killed in " + place + ": " + sent + " of " + dropped.rows()
                    + " rows sent, the file is still there");
        } finally {
            rig.agents().sqs().mend();
        }
        return startAgain();
    }

    private Undo killInTable(Random random) throws Exception {
        String clerk = "Clerk~" + ++big;
        requireFree();
        rig.agents().sqs().slow(SLOW);
        try {
            Journal journal = rig.broker().journal();
            long before = journal.rowsOf("ORDERS");
            int rows = rig.sources().between(() -> rig.sources().drops().allOrders(clerk));
            await(() -> journal.rowsOf("ORDERS") > before + 100);
            rig.agents().process().kill();
            long sent = journal.rowsOf("ORDERS") - before;
            if (sent == 0 || sent >= rows) {
                throw missed(sent, rows);
            }
            chronicle.note("agents killed in ORDERS: " + sent + " of " + rows + " rows sent");
        } finally {
            rig.agents().sqs().mend();
        }
        return startAgain();
    }

    private NotNow missed(long sent, long rows) throws Exception {
        rig.agents().start();
        restarts.add(rig.agents().name());
        return new NotNow("the agents were killed before or after: " + sent + " of " + rows + " rows sent");
    }

    private void requireFree() throws NotNow {
        if (rig.agents().isBusy()) {
            throw new NotNow("the agents have their trouble already");
        }
    }

    private Undo startAgain() {
        rig.agents().setBusy(true);
        return new Undo(Duration.ZERO, () -> {
            rig.agents().setBusy(false);
            rig.agents().start();
            restarts.add(rig.agents().name());
            chronicle.note("agents started");
        });
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }
}
