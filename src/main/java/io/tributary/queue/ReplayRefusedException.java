package io.tributary.queue;

/** A dead letter that is not sent back to its queue: it would fail again, or do harm. The text says why and what would help. */
public final class ReplayRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    public ReplayRefusedException(String message) {
        super(message);
    }
}
