package io.tributary.agent;

/** An agent has to stop: too many of its rows are rejected. It goes on by itself when there are fewer. */
final class RejectedLimitException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RejectedLimitException(String message) {
        super(message);
    }
}
