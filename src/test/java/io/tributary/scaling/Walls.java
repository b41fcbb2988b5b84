package io.tributary.scaling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What ends growth, and at which rate: first with one of everything, then for what more processes and shards do not move. */
record Walls(Measured measured, ServiceTimes times, Assumptions assume) {

    private static final String MORE = "more processes; more `consumers` where cores are idle";

    /**
     * A limit.
     *
     * @param remedy what moves it
     */
    record Wall(String what, double rate, String remedy) {}

    /** With one process of each role and one shard, the lowest first. */
    List<Wall> ofOne() {
        List<Wall> walls = new ArrayList<>(List.of(
                new Wall(
                        "one agent, CSV, 500-byte records",
                        measured.source().rate(),
                        "an agent for each table or file set; a single table cannot be shared out"),
                new Wall("one updater process", process(times.updater()), MORE),
                new Wall("one process of affected views", process(times.affected()), MORE),
                new Wall("one builder process", process(times.builder()) * assume.changesPerView(), MORE),
                new Wall(
                        "one primary: a collection that is not sharded",
                        assume.coresPerShard() / Plan.databaseCores(1, times, assume),
                        "shards, by a hash of `_id`")));
        walls.sort(Comparator.comparingDouble(Wall::rate));
        return walls;
    }

    private double process(ServiceTimes.Times step) {
        int items = Worker.KEYS_PER_MESSAGE;
        double byThreads = items / Plan.held(items, step, assume) * Model.THREADS;
        double byCores = items * assume.coresPerProcess() / (step.fixed() + items * step.client());
        return Math.min(byThreads, byCores);
    }

    /** What stays however many processes and shards there are, the lowest first. In flight are messages that are received and not deleted (Little). */
    List<Wall> ofMany() {
        double perProcess = 1 / (Plan.of(1e9, measured, times, assume).processes() / 1e9);
        List<Wall> walls = new ArrayList<>(List.of(
                inFlight("a topic's queue, messages of one record", times.updater(), 1, 10, 1),
                inFlight("a topic's queue, packed", times.updater(), recordsPerMessage(), 10, 1),
                inFlight("the queue of projection changes", times.affected(), Worker.KEYS_PER_MESSAGE, 1, 1),
                inFlight("a view's queue", times.builder(), Worker.KEYS_PER_MESSAGE, 1, assume.changesPerView()),
                new Wall(
                        "connections to one `mongod`",
                        perProcess * assume.mostConnections() / assume.connectionsPerProcess(),
                        "`mongos` between, a smaller `maxPoolSize`, larger processes")));
        walls.sort(Comparator.comparingDouble(Wall::rate));
        return walls;
    }

    /** Of the default packing, as measured: a message is one billed chunk. */
    int recordsPerMessage() {
        return (int) Math.max(1, Math.round(1 / measured.billedPerRecord()));
    }

    /** A group of so many messages is held for the time that all of its items take. */
    private Wall inFlight(String what, ServiceTimes.Times step, int items, int messages, int records) {
        double held = Plan.held(items * messages, step, assume);
        return new Wall(
                what + ": " + Text.number(Assumptions.MOST_IN_FLIGHT) + " in flight, each held " + Text.seconds(held),
                Assumptions.MOST_IN_FLIGHT / held * items * records,
                items == 1 ? "pack records in messages" : "several topics or views; shorter groups (`gather`)");
    }
}
