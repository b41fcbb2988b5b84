package io.tributary.runtime;

import io.tributary.queue.Queues;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * Watches the queues between the projections and a view. Each look goes through them in the order of the flow: what has left one is
 * in a later one before it leaves (a message is deleted last), so nothing can slip through between two counts. SQS calls its counts
 * approximate, and says that they agree a minute after the last message was sent: so the queues have to be seen empty again and
 * again, as long as the server's counts need.
 */
final class QueuesOnTheWay implements QueueWatch {

    /** At least so many looks, however exact the server counts. */
    private static final int LOOKS = 3;

    private final Queues queues;
    private final List<String> inOrder;
    private final Duration settling;
    private final BooleanSupplier more;
    private int empty;
    private long since;

    /**
     * Watches queues.
     *
     * @param inOrder their full names, in the order of the flow
     * @param settling how long the server's counts take to agree
     * @param more whether something is on its way that is in no queue yet
     */
    QueuesOnTheWay(Queues queues, Collection<String> inOrder, Duration settling, BooleanSupplier more) {
        this.queues = queues;
        this.inOrder = List.copyOf(inOrder);
        this.settling = settling;
        this.more = more;
    }

    @Override
    public State look() {
        long before = System.nanoTime();
        if (more.getAsBoolean() || inOrder.stream().anyMatch(this::holdsSomething)) {
            empty = 0;
            return State.BUSY;
        }
        if (empty++ == 0) {
            since = before;
        }
        boolean settled = empty >= LOOKS && before - since >= settling.toNanos();
        return settled ? State.QUIET : State.EMPTY;
    }

    @Override
    public long quietSince() {
        return since;
    }

    @Override
    public void restart() {
        empty = 0;
    }

    /** A queue that nobody has made yet holds nothing. */
    private boolean holdsSomething(String queue) {
        try {
            return queues.depth(queue).total() > 0;
        } catch (QueueDoesNotExistException e) {
            return false;
        }
    }
}
