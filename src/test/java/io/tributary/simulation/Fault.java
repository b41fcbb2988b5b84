package io.tributary.simulation;

/** What may go wrong between two steps. */
enum Fault {
    CRASH("processes that died"),
    DUPLICATE("messages that came twice"),
    EXPIRY("messages that another process got while they were worked on"),
    UNDELETED("messages that came again after their delete"),
    REFUSED("messages that the queue refused at first"),
    LOST_ANSWER("sends and writes that worked, but whose answer was lost"),
    OUTAGE("requests that failed for a while");

    final String meaning;

    Fault(String meaning) {
        this.meaning = meaning;
    }
}
