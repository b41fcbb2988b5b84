package io.tributary.scaling;

import java.util.PriorityQueue;

/** The time of a simulation, in seconds, and what is to happen in it. Events of one instant happen in the order in which they were set. */
final class Clock {

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private double now;
    private long set;

    private record Event(double at, long number, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int order = Double.compare(at, other.at);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    double now() {
        return now;
    }

    /** Sets what is to happen after some seconds. */
    void after(double seconds, Runnable what) {
        events.add(new Event(now + seconds, set++, what));
    }

    /** Lets everything happen until a time, or until nothing is left. */
    void runUntil(double end) {
        for (Event next = events.peek(); next != null && next.at() <= end; next = events.peek()) {
            events.remove();
            now = next.at();
            next.what().run();
        }
    }
}
