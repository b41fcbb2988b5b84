package io.tributary.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages that the queue has not confirmed. */
public final class SendFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Integer> unconfirmed;
    private final boolean mayWorkLater;

    /**
     * A failure of some messages.
     *
     * @param unconfirmed the positions, in the list that was to be sent, of the messages that may not be stored
     * @param mayWorkLater whether the same messages may be taken later, as when the queue was out of reach
     */
    public SendFailedException(
            String message, List<Integer> unconfirmed, boolean mayWorkLater, @Nullable Throwable cause) {
        super(message, cause);
        this.unconfirmed = List.copyOf(unconfirmed);
        this.mayWorkLater = mayWorkLater;
    }

    public List<Integer> unconfirmed() {
        return unconfirmed;
    }

    public boolean mayWorkLater() {
        return mayWorkLater;
    }
}
