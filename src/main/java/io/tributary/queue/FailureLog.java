package io.tributary.queue;

/**
 * Keeps why messages failed, beside their ids: a dead letter carries no reason. A queue moves messages by itself, so the reason has
 * to be there before the last failure is over.
 */
@FunctionalInterface
public interface FailureLog {

    /** Keeps nothing; what failed is in the process's log alone. */
    FailureLog NONE = failure -> {};

    /**
     * Adds one failure to what is kept of its message. What is kept is bounded, however often a message fails.
     *
     * @throws RuntimeException if it cannot be kept; the failure itself is handled all the same
     */
    void add(MessageFailure failure);
}
