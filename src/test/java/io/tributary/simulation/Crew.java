package io.tributary.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;

/** Threads that are used again from schedule to schedule. Only one of them runs at any time: the one that has the turn. */
final class Crew implements AutoCloseable {

    private final Deque<Hand> idle = new ArrayDeque<>();
    private volatile boolean closed;
    private int hands;

    /** A thread that waits for its turn. */
    final class Hand {

        private final Thread thread;
        private volatile boolean turn;
        private Runnable job;

        Hand() {
            thread = new Thread(this::work, "simulated-" + ++hands);
            thread.setDaemon(true);
            thread.start();
        }

        /** Gives the turn to this hand; the caller has to stop running. */
        void pass() {
            turn = true;
            LockSupport.unpark(thread);
        }

        void awaitTurn() {
            while (!turn) {
                LockSupport.park(this);
                if (closed) {
                    throw new Crash();
                }
            }
            turn = false;
        }

        void assign(Runnable nextJob) {
            job = nextJob;
        }

        private void work() {
            try {
                while (!closed) {
                    awaitTurn();
                    job.run();
                }
            } catch (Crash e) {
                // The crew is dismissed.
            }
        }
    }

    /** A thread that waits for a job and then for its turn. Asked for and given back by whoever has the turn. */
    Hand take() {
        Hand hand = idle.poll();
        return hand == null ? new Hand() : hand;
    }

    void giveBack(Hand hand) {
        idle.push(hand);
    }

    @Override
    public void close() {
        closed = true;
        idle.forEach(hand -> LockSupport.unpark(hand.thread));
    }
}
