package io.tributary.runtime;

import io.tributary.record.Key;
import io.tributary.view.Comparison;
import io.tributary.view.ViewVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Tells, of views that differ, which are in flight and which are wrong. A difference is in flight as long as its trigger may be on its
 * way. Once everything that was on its way when it was seen has arrived, and the view is still the one that was stored and the
 * projections still say what they said, nothing will change it: it is wrong. Of what differs, keys are held, not documents, and no
 * more than a chunk of them: then these are settled first.
 */
final class Settlement {

    private static final int CHUNK = 500;
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final ViewVerifier verifier;
    private final QueueWatch watch;
    private final Duration patience;
    private final @Nullable Repair repair;
    private final VerifiedView result;
    private final int most;
    private final Map<Key, Seen> pending = new LinkedHashMap<>();
    private boolean repairing;

    /** Triggers keys. */
    @FunctionalInterface
    interface Repair {

        void trigger(List<Key> keys);
    }

    /**
     * A difference at a look.
     *
     * @param at the {@link System#nanoTime} after the look
     */
    private record Seen(@Nullable ObjectId revision, int content, long at) {

        boolean isSame(Seen later) {
            return content == later.content && java.util.Objects.equals(revision, later.revision);
        }
    }

    /**
     * A settlement of one view.
     *
     * @param patience how long to wait while something is on its way
     * @param repair triggers what is wrong, or null to leave it
     * @param most differences that are held before they are settled
     */
    Settlement(
            ViewVerifier verifier,
            QueueWatch watch,
            Duration patience,
            @Nullable Repair repair,
            VerifiedView result,
            int most) {
        this.verifier = verifier;
        this.watch = watch;
        this.patience = patience;
        this.repair = repair;
        this.result = result;
        this.most = most;
    }

    /** Takes what a first look found. What cannot be built at all is wrong without a wait. */
    void add(Comparison comparison) {
        if (comparison.refusal() != null) {
            result.wrong(comparison);
        } else {
            pending.put(comparison.key(), seen(comparison));
        }
    }

    /** Settles if as much is waiting as may be held. */
    void settleIfFull() {
        if (pending.size() >= most) {
            settle();
        }
    }

    /** Waits until it is known of each difference what it is, or patience ends. */
    void settle() {
        repairing = false;
        List<Key> toRepair = await();
        if (repair != null && !toRepair.isEmpty()) {
            repairing = true;
            repair.trigger(toRepair);
            result.triggered(toRepair.size());
            toRepair.forEach(key -> pending.put(key, new Seen(null, 0, System.nanoTime())));
            await();
        }
    }

    private List<Key> await() {
        watch.restart();
        long end = System.nanoTime() + patience.toNanos();
        List<Key> toRepair = new ArrayList<>();
        while (!pending.isEmpty()) {
            QueueWatch.State state = watch.look();
            long started = System.nanoTime();
            // While an empty system shows nothing, the answer is near: patience is for a busy one.
            boolean last = started >= end && state != QueueWatch.State.EMPTY;
            List<Key> keys = List.copyOf(pending.keySet());
            for (int i = 0; i < keys.size(); i += CHUNK) {
                again(keys.subList(i, Math.min(keys.size(), i + CHUNK)), state, last, toRepair);
            }
            if (state == QueueWatch.State.QUIET) {
                watch.restart();
            }
            if (!pending.isEmpty()) {
                // Looking again and again at many views must not be the load that delays them.
                LockSupport.parkNanos(Math.max(PAUSE.toNanos(), System.nanoTime() - started));
                if (Thread.interrupted()) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while waiting for views to catch up");
                }
            }
        }
        return toRepair;
    }

    private void again(List<Key> keys, QueueWatch.State state, boolean last, List<Key> toRepair) {
        Map<Key, Seen> before = new LinkedHashMap<>();
        keys.forEach(key -> {
            Seen seen = pending.remove(key);
            if (seen != null) {
                before.put(key, seen);
            }
        });
        int[] differing = new int[1];
        verifier.compare(keys, comparison -> {
            differing[0]++;
            Seen earlier = before.get(comparison.key());
            if (earlier != null) {
                judge(comparison, earlier, state, last, toRepair);
            }
        });
        result.caughtUp(keys.size() - differing[0], repairing);
    }

    private void judge(Comparison comparison, Seen earlier, QueueWatch.State state, boolean last, List<Key> toRepair) {
        Seen now = seen(comparison);
        boolean same = earlier.isSame(now);
        boolean arrived = state == QueueWatch.State.QUIET && earlier.at() <= watch.quietSince();
        if (comparison.refusal() != null) {
            result.wrong(comparison);
        } else if (same && (arrived || last) && repair != null && !repairing) {
            toRepair.add(comparison.key());
        } else if (same && arrived) {
            result.wrong(comparison);
        } else if (last) {
            result.inFlight(comparison);
        } else {
            pending.put(comparison.key(), same ? earlier : now);
        }
    }

    private static Seen seen(Comparison comparison) {
        return new Seen(comparison.revision(), comparison.content(), System.nanoTime());
    }
}
