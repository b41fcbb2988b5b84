package io.tributary.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Decides before every step which process goes on. Each process has a priority and the highest runs; now and then whoever runs falls
 * behind all others, or all priorities are drawn anew, so that one process is slow for a long time while others overtake it: few,
 * far-reaching changes find more than many small ones (Burckhardt, Kothari, Musuvathi, Nagarakatte: "A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs",
 * ASPLOS 2010). It runs in the thread of whoever has the turn, so a process that goes on costs no change of threads.
 */
final class Scheduler {

    private static final int MOST_STEPS = 30_000;

    /** In percent of their writes. */
    private static final int SLOW = 40;

    private final Chance chance;
    private final Crew crew;
    private final Trace trace;
    private final Manner manner;
    private final List<Task> active = new ArrayList<>();
    private Environment environment;
    private Task current;
    private volatile boolean done;
    private Thread waiting;
    private Throwable broken;
    private int steps;
    private int lowest;

    /** What surrounds the processes. */
    interface Environment {

        /** Something may happen that no process does: a message is seen again. */
        void disturb();

        /** Somebody has become slow: what is to overtake it may come now. */
        void hurry();

        /** A process has died. */
        void died(Task task);

        /** A new process for something that waits, or null if nothing does. */
        Task next();

        /** Nobody works and nothing is seen: time goes by until something is. Returns whether something is. */
        boolean letTimePass();
    }

    Scheduler(Manner manner, Chance chance, Crew crew, Trace trace) {
        this.manner = manner;
        this.chance = chance;
        this.crew = crew;
        this.trace = trace;
    }

    /** Runs until nothing is left to do; throws what a process broke with. */
    void run(Environment surroundings) throws Throwable {
        environment = surroundings;
        waiting = Thread.currentThread();
        Task first = choose(0);
        done = first == null;
        if (first != null) {
            start(first);
            while (!done) {
                LockSupport.park(this);
            }
        }
        if (broken != null) {
            throw broken;
        }
    }

    int steps() {
        return steps;
    }

    Task current() {
        return current;
    }

    /** Before each effect: others may go first, and this process may die. */
    void step(String place, Supplier<String> what) {
        if (done) {
            return;
        }
        Task me = current;
        if (broken != null) {
            throw me.die();
        }
        if (++steps > MOST_STEPS) {
            broken = new AssertionError("no end after " + MOST_STEPS + " steps");
            throw me.die();
        }
        environment.disturb();
        Task next = choose(me.name.startsWith(manner.slow()) && isWrite(place) ? SLOW : manner.change());
        if (next != me) {
            Crew.Hand hand = me.hand;
            start(next);
            hand.awaitTurn();
        }
        if (broken != null) {
            throw me.die();
        }
        if (dies(place)) {
            trace.add(me.name, "dies before: " + place, what);
            environment.died(me);
            throw me.die();
        }
        trace.add(me.name, place, what);
    }

    private boolean dies(String place) {
        if (manner.untold()) {
            return place.equals("send") && chance.happens(Fault.CRASH);
        }
        return chance.happens(Fault.CRASH) || isBetweenEffects(place) && chance.happens(Fault.CRASH);
    }

    /** Where a death hurts most: before others are told of what is written, and before the message is gone. */
    private static boolean isBetweenEffects(String place) {
        return place.equals("send") || place.equals("delete");
    }

    /** What was read may be old when it is written: here it pays most to be slow. */
    private static boolean isWrite(String place) {
        return place.startsWith("insert") || place.startsWith("replace");
    }

    private void start(Task task) {
        current = task;
        if (task.hand == null) {
            task.hand = crew.take();
            Crew.Hand hand = task.hand;
            hand.assign(() -> work(hand, task));
        }
        task.hand.pass();
    }

    /** The life of one task, and of those that begin where one ends. */
    private void work(Crew.Hand hand, Task first) {
        Task task = first;
        while (true) {
            try {
                task.run();
            } catch (Crash e) {
                // As intended.
            } catch (Throwable e) {
                broken = broken == null ? e : broken;
            }
            active.remove(task);
            Task next = broken == null ? choose(manner.change()) : unwound();
            if (next == null) {
                crew.giveBack(hand);
                done = true;
                LockSupport.unpark(waiting);
                return;
            }
            if (next.hand != null) {
                crew.giveBack(hand);
                start(next);
                return;
            }
            next.hand = hand;
            current = next;
            task = next;
        }
    }

    /** After a failure every process that has begun has to leave its thread. */
    private Task unwound() {
        active.removeIf(task -> task.hand == null);
        return active.isEmpty() ? null : active.get(0);
    }

    private Task choose(int percentOfChange) {
        if (active.size() < manner.processes() && (active.isEmpty() || chance.percent(manner.eagerness()))) {
            begin();
        }
        if (chance.percent(percentOfChange)) {
            changePriorities();
        }
        Task highest = null;
        for (Task task : active) {
            if (highest == null || task.priority > highest.priority) {
                highest = task;
            }
        }
        return highest;
    }

    /** Either whoever runs has to wait for all others, those too that begin now, or everything changes. */
    private void changePriorities() {
        if (manner.demotes() && current != null && active.contains(current)) {
            current.priority = --lowest;
            environment.hurry();
            if (active.size() < manner.processes()) {
                begin();
            }
        } else {
            active.forEach(task -> task.priority = chance.number(1 << 20));
        }
    }

    private void begin() {
        Task next = environment.next();
        if (next == null && active.isEmpty() && environment.letTimePass()) {
            next = environment.next();
        }
        if (next != null) {
            next.priority = chance.number(1 << 20);
            active.add(next);
        }
    }
}
