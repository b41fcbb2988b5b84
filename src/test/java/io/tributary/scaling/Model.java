package io.tributary.scaling;

import io.tributary.queue.SimulatedPace;
import io.tributary.runtime.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The way from a topic's queue to the views as a network of queues, on cores of processes and of shards. It is run event by event; the
 * same seed gives the same run.
 */
final class Model {

    /** What is there to do the work. {@code shared}: the database has the cores of the processes, as on a machine for trying things out. */
    record Layout(
            int updaters,
            int affected,
            int builders,
            int coresPerRole,
            int shards,
            int coresPerShard,
            boolean shared) {}

    /** Threads of a role in a process, and messages worked on together: Tributary's defaults. */
    static final int THREADS = number(Setting.UPDATER_CONSUMERS);

    private static final int GATHER_UPDATES = number(Setting.UPDATER_GATHER);
    private static final int GATHER_VIEWS = number(Setting.VIEWS_GATHER);

    private static final double PACE = number(Setting.QUEUES_PACE) / 1_000.0;
    private static final double PACE_OF_BUILDERS = number(Setting.VIEWS_PACE) / 1_000.0;

    /** More parts than these change nothing but the time that the simulation takes. */
    private static final int PARTS = 8;

    private final Clock clock = new Clock();
    private final Random random;
    private final SimulatedQueue topic;
    private final SimulatedQueue changes;
    private final SimulatedQueue triggers;
    private final Cores database;
    private final Percentiles latencies = new Percentiles();
    private double updated;
    private double built;
    private double offered;
    private double warmUp;
    private double lastStored;

    /** Of a layout. */
    Model(ServiceTimes times, Layout layout, double requestSeconds, Fanout fanout, long seed) {
        random = new Random(seed);
        topic = new SimulatedQueue(clock, requestSeconds);
        changes = new SimulatedQueue(clock, requestSeconds);
        triggers = new SimulatedQueue(clock, requestSeconds);
        Cores machine = new Cores(clock, layout.coresPerRole());
        database = layout.shared() ? machine : new Cores(clock, layout.shards() * layout.coresPerShard());
        int parts = Math.min(PARTS, layout.shards());
        start(
                layout.updaters(),
                layout,
                machine,
                () -> new SimulatedPace(PACE, false, clock::now),
                (process, pace) -> new Worker(
                        clock,
                        topic,
                        pace,
                        GATHER_UPDATES,
                        times.updater(),
                        process,
                        database,
                        parts,
                        n -> n,
                        changes,
                        this::updated,
                        random));
        start(
                layout.affected(),
                layout,
                machine,
                () -> new SimulatedPace(PACE, false, clock::now),
                (process, pace) -> new Worker(
                        clock,
                        changes,
                        pace,
                        GATHER_VIEWS,
                        times.affected(),
                        process,
                        database,
                        parts,
                        fanout.views(),
                        triggers,
                        done -> {},
                        random));
        start(
                layout.builders(),
                layout,
                machine,
                () -> new SimulatedPace(PACE_OF_BUILDERS, true, clock::now),
                (process, pace) -> new Worker(
                        clock,
                        triggers,
                        pace,
                        GATHER_VIEWS,
                        times.builder(),
                        process,
                        database,
                        parts,
                        fanout.coalesced(),
                        null,
                        this::built,
                        random));
    }

    private interface Role {
        Worker worker(Cores process, SimulatedPace pace);
    }

    /** A default; of a duration, milliseconds. */
    private static int number(Setting setting) {
        return Integer.parseInt(String.valueOf(setting.defaultValue()).replace("ms", ""));
    }

    private void start(int processes, Layout layout, Cores machine, Supplier<SimulatedPace> paces, Role role) {
        for (int i = 0; i < processes; i++) {
            Cores process = layout.shared() ? machine : new Cores(clock, layout.coresPerRole());
            SimulatedPace pace = paces.get();
            for (int thread = 0; thread < THREADS; thread++) {
                role.worker(process, pace).start();
            }
        }
    }

    /** Messages of so many records, all there from the start. */
    Model backlog(int messages, int records) {
        for (int i = 0; i < messages; i++) {
            topic.add(Parcel.of(records, 0));
            offered += records;
        }
        return this;
    }

    /** Messages that come evenly or, where irregular, by chance; those of the first seconds do not count in latencies. */
    Model arrivals(double messagesPerSecond, int records, double seconds, double warmUpSeconds, boolean irregular) {
        warmUp = warmUpSeconds;
        double gap = 1 / messagesPerSecond;
        for (double at = gap; at < seconds; at += irregular ? -gap * StrictMath.log(1 - random.nextDouble()) : gap) {
            double born = at;
            offered += records;
            clock.after(at, () -> topic.add(Parcel.of(records, born)));
        }
        return this;
    }

    Model run(double seconds) {
        clock.runUntil(seconds);
        return this;
    }

    private void updated(Parcel done) {
        updated += done.items();
        lastStored = clock.now();
    }

    private void built(Parcel done) {
        for (Parcel.Cohort cohort : done.changes()) {
            built += cohort.count();
            if (cohort.born() >= warmUp) {
                latencies.add(clock.now() - cohort.born(), cohort.count());
            }
        }
    }

    double offered() {
        return offered;
    }

    double updated() {
        return updated;
    }

    /** Changes that views show. */
    double shown() {
        return built;
    }

    /** Records a second, until the last of them was stored. */
    double updatesPerSecond() {
        return updated / lastStored;
    }

    Percentiles latencies() {
        return latencies;
    }

    double databaseUsed() {
        return database.used();
    }

    /** Of the topic, of projection changes, of triggers. */
    List<SimulatedQueue> queues() {
        return new ArrayList<>(List.of(topic, changes, triggers));
    }
}
