package io.tributary.simulation;

import io.tributary.simulation.Coverage.Event;
import java.util.List;

/** One schedule: sources send, processes work and die, everything drains, and what is there is compared with what has to be. */
final class Simulation {

    private final World world;
    private final List<SentBatch> sent;
    private final Chance chance;
    private final Coverage coverage;
    private final Scheduler scheduler;
    private final SimulatedDatabase database;
    private final SimulatedQueues queues;
    private final Pipeline pipeline;
    private final Manner manner;
    private int released;

    /**
     * A schedule.
     *
     * @param guardsInPipelines whether the server is one where {@code CompareAndSet} guards by a pipeline
     * @param chance decides the interleaving and the faults, and nothing of what is sent
     */
    Simulation(
            World world,
            List<SentBatch> sent,
            Manner manner,
            boolean guardsInPipelines,
            Chance chance,
            Coverage coverage,
            Crew crew,
            Trace trace) {
        this.world = world;
        this.sent = sent;
        this.chance = chance;
        this.coverage = coverage;
        this.manner = manner;
        this.scheduler = new Scheduler(manner, chance, crew, trace);
        SimulatedClock clock = new SimulatedClock();
        this.database = new SimulatedDatabase(guardsInPipelines, scheduler, chance, coverage);
        this.queues = new SimulatedQueues(scheduler, chance, clock);
        this.pipeline = new Pipeline(world, database.database(), queues, clock, manner.gather());
    }

    /** Runs it; returns what is wrong at the end, or null. */
    String run() {
        release();
        try {
            scheduler.run(new Surroundings());
        } catch (Throwable e) {
            return "a process broke with " + e;
        } finally {
            coverage.add(Event.SCHEDULE);
            coverage.add(Event.STEP, scheduler.steps());
        }
        chance.allowNothing();
        if (!queues.dead().isEmpty()) {
            return "a message failed: " + queues.dead().get(0);
        }
        return queues.size() > 0
                ? queues.size() + " messages are left"
                : new Judgement(world, sent, database, coverage).whatIsWrong();
    }

    /** The sources go on: with all they have, or with a part of it, and with the rest when everything is quiet. */
    private boolean release() {
        int from = released;
        released = Math.min(sent.size(), from + (sent.size() + manner.phases() - 1) / manner.phases());
        for (int number = from; number < released; number++) {
            SentBatch batch = sent.get(number);
            queues.put(Pipeline.NAMES.topicQueue(batch.topic()), batch.id(number), batch.body(), batch.sentAt());
        }
        return released > from;
    }

    private final class Surroundings implements Scheduler.Environment {

        @Override
        public void disturb() {
            queues.expireOne();
            if (released < sent.size() && chance.percent(manner.haste())) {
                release();
            }
        }

        @Override
        public void hurry() {
            if (released < sent.size() && chance.percent(80)) {
                release();
            }
        }

        @Override
        public void died(Task task) {
            if (manner.untold() || chance.percent(50)) {
                queues.showAllOf(task);
                hurry();
            }
        }

        @Override
        public Task next() {
            String queue = queues.anyWaiting();
            return queue == null ? null : pipeline.process(queue);
        }

        @Override
        public boolean letTimePass() {
            boolean seen = queues.expireAll();
            return (!seen || chance.percent(30)) && release() || seen;
        }
    }
}
