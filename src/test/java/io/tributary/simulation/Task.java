package io.tributary.simulation;

/** One process at work: from the receive of some messages to their delete, or to its death. */
final class Task {

    final String name;
    private final Work work;
    private final Runnable onDeath;
    int priority;
    Crew.Hand hand;

    /** How many of its next sends fail, since the queue is away. */
    int cutOff;

    /** Whether it has had its messages: a process takes some once, and another goes on. */
    boolean delivered;

    /** What a task does; may throw what it likes, which then is a finding. */
    interface Work {
        void run() throws Exception;
    }

    /**
     * A task.
     *
     * @param onDeath what has to happen that the code under test does not start anew after a crash
     */
    Task(String name, Work work, Runnable onDeath) {
        this.name = name;
        this.work = work;
        this.onDeath = onDeath;
    }

    void run() throws Exception {
        work.run();
    }

    Crash die() {
        onDeath.run();
        return new Crash();
    }

    void end() {
        onDeath.run();
    }
}
