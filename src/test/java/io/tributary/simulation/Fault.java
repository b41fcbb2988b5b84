package io.tributary.simulation;

/** What may go wrong between two steps. */
enum Fault {
    CRASH("processes that died", 8, 200, 600, 1_000),
    DUPLICATE("messages that came twice", 5, 500, 2_000),
    EXPIRY("messages that another process got while they were worked on", 6, 100, 400),
    UNDELETED("messages that came again after their delete", 3, 500),
    REFUSED("messages that the queue refused at first", 3, 500, 2_000),
    LOST_ANSWER("sends and writes that worked, but whose answer was lost", 3, 300, 1_000),
    OUTAGE("requests that failed for a while", 3, 300, 1_000),
    LONG_OUTAGE("sends that failed for longer than a sender tries", 3, 300, 1_000);

    final String meaning;

    /** How often in one schedule, at most. */
    final int most;

    /** How often in ten thousand occasions: one of these in a schedule. */
    final int[] rates;

    Fault(String meaning, int most, int... rates) {
        this.meaning = meaning;
        this.most = most;
        this.rates = rates;
    }
}
