package io.tributary.scaling;

/** Finds the one number that nobody could measure by itself: what a group of messages costs, however little is in it. */
final class Fit {

    /** The latency contest sends the changes of 10 ms in one message. */
    static final double MESSAGES_PER_SECOND = 100;

    /** Of the latency contest of a full run, whose changes hit them by chance. */
    private static final int CUSTOMERS = 3_000;

    private static final double SECONDS = 20;
    private static final double WARM_UP = 5;
    private static final int STEPS = 30;

    private Fit() {}

    /** By halving, until the median at the lowest rate that was measured is the measured one; the other rates are left for the comparison. */
    static ServiceTimes times(Measured measured) {
        Measured.Latency lowest = measured.latencies().get(0);
        double least = 0;
        double most = lowest.p50();
        for (int i = 0; i < STEPS; i++) {
            double middle = (least + most) / 2;
            if (latency(measured, ServiceTimes.of(measured, middle), lowest.rate())
                            .latencies()
                            .at(0.5)
                    < lowest.p50()) {
                least = middle;
            } else {
                most = middle;
            }
        }
        return ServiceTimes.of(measured, (least + most) / 2);
    }

    /** The latency contest at a rate: one process, its servers on the same cores. */
    static Model latency(Measured measured, ServiceTimes times, double rate) {
        int records = (int) Math.max(1, rate / MESSAGES_PER_SECOND);
        return new Model(times, machine(measured), Assumptions.LOCAL_REQUEST, Fanout.byChance(CUSTOMERS), 1)
                .arrivals(rate / records, records, SECONDS, WARM_UP, false)
                .run(SECONDS * 4);
    }

    /** The contest of changed rows: a full queue, the updater alone. */
    static Model updates(Measured measured, ServiceTimes times) {
        return new Model(
                        times,
                        new Model.Layout(1, 0, 0, measured.cores(), 1, measured.cores(), true),
                        Assumptions.LOCAL_REQUEST,
                        Fanout.ONE_TO_ONE,
                        1)
                .backlog(100, 500)
                .run(3_600);
    }

    private static Model.Layout machine(Measured measured) {
        return new Model.Layout(1, 1, 1, measured.cores(), 1, measured.cores(), true);
    }
}
