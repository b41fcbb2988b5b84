package io.tributary.simulation;

import java.util.EnumMap;
import java.util.Map;

/** Counts what the schedules went through, so that nobody has to believe that anything happened. */
final class Coverage {

    /** What is counted beside the faults. */
    enum Event {
        SCHEDULE("schedules"),
        STEP("steps: finds, writes, sends, receives, deletes"),
        ROW("rows"),
        MOVE("rows that moved to another parent"),
        DELETE("deletes"),
        REINSERT("rows that came back after a delete"),
        NEW_KEY("rows that changed their key"),
        EQUAL_VERSION("rows with the source version of the one before"),
        OLD_VERSION("rows older than one that was read before"),
        READ_AGAIN("rows that an agent read and sent again"),
        TIE("rows of two senders with one and the same version"),
        PARTIAL("rows with some of the fields, for projections that merge"),
        BAD_ROW("rows that cannot be cast"),
        ONE_FIELD("rows of which one field changed alone"),
        LOST_RACE("writes that lost a race"),
        LOST_IN_PIPELINE("of these, replaces that a pipeline guarded"),
        VIEW("single views at the end"),
        AMBIGUOUS("views that several base documents would be, at the end"),
        TOMBSTONE("tombstones at the end");

        final String meaning;

        Event(String meaning) {
            this.meaning = meaning;
        }
    }

    private final long[] events = new long[Event.values().length];
    private final long[] faults = new long[Fault.values().length];

    void add(Event event) {
        events[event.ordinal()]++;
    }

    void add(Event event, long count) {
        events[event.ordinal()] += count;
    }

    void add(Fault fault) {
        faults[fault.ordinal()]++;
    }

    void add(Coverage other) {
        for (int i = 0; i < events.length; i++) {
            events[i] += other.events[i];
        }
        for (int i = 0; i < faults.length; i++) {
            faults[i] += other.faults[i];
        }
    }

    long count(Event event) {
        return events[event.ordinal()];
    }

    Map<Fault, Long> faults() {
        Map<Fault, Long> counts = new EnumMap<>(Fault.class);
        for (Fault fault : Fault.values()) {
            counts.put(fault, faults[fault.ordinal()]);
        }
        return counts;
    }
}
