package io.tributary.scaling;

/**
 * Dollars a month of 730 hours.
 *
 * @param requests billed a month: those of full messages, every 64 KiB counts
 */
record Bill(double requests, double sqs, double processes, double shards) {

    static final double HOURS = 730;

    private static final double CHUNK = 65_536;

    static Bill of(Plan plan, Measured measured, Assumptions assume) {
        double requests = plan.rate() * billedPerRecord(measured, assume) * HOURS * 3_600;
        return new Bill(
                requests,
                sqs(requests),
                plan.processes() * assume.coresPerProcess() * assume.coreHour() * HOURS,
                plan.shards() * assume.membersPerShard() * assume.shardMachineHour() * HOURS);
    }

    double total() {
        return sqs + processes + shards;
    }

    double perMillion(Plan plan) {
        return total() / (plan.rate() * HOURS * 3_600 / 1e6);
    }

    /** Sending, receiving and deleting on the topic's queue, on that of changes and on that of triggers. */
    static double billedPerRecord(Measured measured, Assumptions assume) {
        double topic = 2 * measured.billedPerRecord() + measured.billedPerRecord() / 10;
        double changes = hop(assume.keyBytes());
        return topic + changes + hop(assume.triggerBytes()) / assume.changesPerView();
    }

    /** Billed requests of a key: messages of 500 keys, sent and received one by one where that is dearer, deleted ten at a time. */
    private static double hop(int bytesOfKey) {
        double chunks = Math.ceil(Worker.KEYS_PER_MESSAGE * bytesOfKey / CHUNK);
        return (2 * chunks + 0.1) / Worker.KEYS_PER_MESSAGE;
    }

    /** The published tiers of standard queues: a million free, then $0.40, above 100 thousand million $0.30, above 200 $0.24 a million. */
    static double sqs(double requests) {
        double paid = Math.max(0, requests - 1e6);
        double first = Math.min(paid, 100e9);
        double second = Math.min(Math.max(0, paid - 100e9), 100e9);
        double rest = Math.max(0, paid - 200e9);
        return (first * 0.40 + second * 0.30 + rest * 0.24) / 1e6;
    }
}
