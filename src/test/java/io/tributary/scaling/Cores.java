package io.tributary.scaling;

import java.util.ArrayDeque;
import java.util.Queue;

/** Cores that serve whoever comes first; a piece of work takes one of them. */
final class Cores {

    private final Clock clock;
    private final int count;
    private final Queue<Work> waiting = new ArrayDeque<>();
    private int taken;
    private double worked;

    private record Work(double seconds, Runnable done) {}

    Cores(Clock clock, int count) {
        this.clock = clock;
        this.count = count;
    }

    /** Does some seconds of work as soon as a core is free. */
    void work(double seconds, Runnable done) {
        Work work = new Work(seconds, done);
        if (taken < count) {
            start(work);
        } else {
            waiting.add(work);
        }
    }

    /** Does work in equal parts, on as many cores as are free; it is done when the last part is. */
    void work(double seconds, int parts, Runnable done) {
        int[] left = {parts};
        for (int i = 0; i < parts; i++) {
            work(seconds / parts, () -> {
                if (--left[0] == 0) {
                    done.run();
                }
            });
        }
    }

    private void start(Work work) {
        taken++;
        clock.after(work.seconds(), () -> {
            taken--;
            worked += work.seconds();
            Work next = waiting.poll();
            if (next != null) {
                start(next);
            }
            work.done().run();
        });
    }

    /** The share of the time until now in which the cores worked. */
    double used() {
        return worked / (clock.now() * count);
    }
}
