package io.tributary.chaos;

import io.tributary.demo.BigDrops;
import io.tributary.demo.LiveChanges;
import io.tributary.demo.TradingCompany;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The systems of record in use: one thread makes all changes, as long as it lasts. */
final class Sources implements AutoCloseable {

    private static final long LONGEST_SECONDS = 120;

    /** Files that may wait before nothing is changed for a moment: on a slow machine a backlog would say nothing but that. */
    private static final long MOST_FILES = 100;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "sources");
        made.setDaemon(true);
        return made;
    });
    private final TradingCompany company;
    private final LiveChanges live;
    private final BigDrops drops;
    private final Tally changes = new Tally();
    private volatile boolean ended;

    Sources(TradingCompany company, long seed) {
        this.company = company;
        this.live = company.liveChanges(seed);
        this.drops = new BigDrops(company);
    }

    /** Begins to change things, so many at a time. */
    void start(int changesAtATime, Duration pause) {
        thread.scheduleWithFixedDelay(() -> change(changesAtATime), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void change(int count) {
        if (!ended && filesLeft() < MOST_FILES) {
            live.randomChanges(count).forEach(changes::add);
        }
    }

    /** Does something between two changes. */
    <T> T between(Callable<T> work) throws Exception {
        return thread.submit(work).get(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    BigDrops drops() {
        return drops;
    }

    TradingCompany company() {
        return company;
    }

    Tally changes() {
        return changes;
    }

    /** The last change has been made when this returns. */
    void end() throws Exception {
        ended = true;
        between(() -> true);
    }

    /** Files that no agent has finished. */
    long filesLeft() {
        return Stream.of(company.crmDirectory(), company.geoDirectory(), company.ftpDirectory())
                .mapToLong(Sources::files)
                .sum();
    }

    private static long files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
        live.close();
    }
}
