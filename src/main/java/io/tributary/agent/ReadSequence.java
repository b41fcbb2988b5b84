package io.tributary.agent;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read sequence of one agent, in microseconds since 1970: it follows the clock, grows with every row, and never goes back,
 * also when the clock does, and also over a restart. For that a ceiling is stored before any number below it is used: a new
 * process starts at the stored ceiling or the clock, whichever is higher.
 *
 * <p>Used by one thread at a time; {@link #next} may wait for the store.
 */
public final class ReadSequence {

    /** How far ahead of the clock is reserved: one write to the store covers this much reading. */
    private static final long RESERVE_MICROS = Duration.ofSeconds(2).toNanos() / 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(ReadSequence.class);

    /** Further behind than any clock that is being kept right. */
    private static final long BEHIND_MICROS = Duration.ofMinutes(1).toNanos() / 1_000;

    private final String agent;
    private final CheckpointStore store;
    private final String id;
    private final Clock clock;
    private long last;
    private long ceiling;
    private boolean behind;

    public ReadSequence(String agent, CheckpointStore store, Clock clock) {
        this.agent = agent;
        this.store = store;
        this.id = agent + "/sequence";
        this.clock = clock;
    }

    /**
     * Takes the next {@code count} numbers.
     *
     * @param readAt when the reading of these rows began: not now, for a process that read later and published earlier knows more
     * @return the first of them
     */
    public synchronized long next(int count, Instant readAt) {
        if (ceiling == 0) {
            ceiling = stored();
            last = ceiling;
        }
        watchClock();
        long first = Math.max(last + 1, micros(readAt));
        long newLast = first + count - 1;
        if (newLast >= ceiling) {
            long reserved = Math.max(newLast, micros(clock.instant())) + RESERVE_MICROS;
            store.save(id, Map.of("ceiling", reserved));
            ceiling = reserved;
        }
        last = newLast;
        return first;
    }

    /** A clock that went back is no harm to the order of this agent's rows, but whoever runs the machine should know. */
    private void watchClock() {
        long micros = last - micros(clock.instant());
        if (micros > BEHIND_MICROS && !behind) {
            behind = true;
            LOG.warn(
                    "agent {}: the clock of this machine is {} behind what the agent has read before; read sequences go on"
                            + " from there and no row is lost; set the clock right",
                    agent,
                    Duration.ofSeconds(micros / 1_000_000));
        } else if (micros <= 0 && behind) {
            behind = false;
            LOG.info("agent {}: the clock of this machine has caught up with what the agent has read before", agent);
        }
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private long stored() {
        Map<String, Object> entry = store.load(id);
        return entry != null && entry.get("ceiling") instanceof Number number ? number.longValue() : 0;
    }
}
