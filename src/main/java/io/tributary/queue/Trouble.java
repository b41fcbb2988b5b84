package io.tributary.queue;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether something works, for several workers that try it. Says so once when it stops working, and once when it works again. */
final class Trouble {

    private static final Logger LOG = LoggerFactory.getLogger(SqsBatchConsumer.class);

    private final String what;
    private final String advice;
    private final Map<Object, String> failing = new HashMap<>();

    /**
     * Names what may fail.
     *
     * @param what such as {@code receiving from queue x at y}
     * @param advice what a person can check
     */
    Trouble(String what, String advice) {
        this.what = what;
        this.advice = advice;
    }

    synchronized void failed(Object worker, Throwable why) {
        String reason = Reasons.of(why);
        boolean first = failing.isEmpty();
        failing.put(worker, reason);
        if (first) {
            LOG.warn("{} fails and is tried until it works: {}; {}", what, reason, advice);
        }
    }

    synchronized void worked(Object worker) {
        if (failing.remove(worker) != null && failing.isEmpty()) {
            LOG.info("{} works again", what);
        }
    }

    /** Forgets a worker that has ended. */
    synchronized void left(Object worker) {
        failing.remove(worker);
    }

    /** Why it does not work, or null. */
    synchronized @Nullable String reason() {
        return failing.isEmpty()
                ? null
                : what + " fails: " + failing.values().iterator().next();
    }
}
