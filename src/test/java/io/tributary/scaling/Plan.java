package io.tributary.scaling;

/**
 * What a rate of records takes, by sums: of each role as many processes as its cores and its threads need, of shards as their cores need.
 *
 * @param agents at least so many, each with a file set or table of its own: one agent reads one
 */
record Plan(double rate, int agents, int updaters, int affected, int builders, int shards) {

    static Plan of(double rate, Measured measured, ServiceTimes times, Assumptions assume) {
        double views = rate / assume.changesPerView();
        return new Plan(
                rate,
                up(rate / measured.source().rate()),
                processes(rate, times.updater(), assume),
                processes(rate, times.affected(), assume),
                processes(views, times.builder(), assume),
                up(databaseCores(rate, times, assume) / assume.coresPerShard() / assume.used()));
    }

    /** Cores of primaries that a rate keeps busy. */
    static double databaseCores(double rate, ServiceTimes times, Assumptions assume) {
        return rate
                * (times.updater().database()
                        + times.affected().database()
                        + times.builder().database() / assume.changesPerView());
    }

    /** Seconds that a thread is busy with a full group, and the messages of it not visible to others. */
    static double held(int items, ServiceTimes.Times times, Assumptions assume) {
        // Receive, tell, delete: at a full group each is one request or a few; ten messages fit in one.
        return times.fixed() + items * (times.client() + times.database()) + 3 * assume.requestSeconds();
    }

    private static int processes(double items, ServiceTimes.Times times, Assumptions assume) {
        double cores = items * (times.client() + times.fixed() / Worker.KEYS_PER_MESSAGE) / assume.coresPerProcess();
        double threads = items / Worker.KEYS_PER_MESSAGE * held(Worker.KEYS_PER_MESSAGE, times, assume) / Model.THREADS;
        return up(Math.max(cores, threads) / assume.used());
    }

    private static int up(double value) {
        return (int) Math.max(1, Math.ceil(value));
    }

    int processes() {
        return agents + updaters + affected + builders;
    }

    Model.Layout layout(Assumptions assume) {
        return new Model.Layout(
                updaters, affected, builders, assume.coresPerProcess(), shards, assume.coresPerShard(), false);
    }
}
