package io.tributary.projection;

import com.mongodb.MongoException;
import io.tributary.cast.CastRecord;
import io.tributary.queue.Halving;
import io.tributary.queue.Reasons;
import io.tributary.queue.TransientFailures;
import java.util.List;
import java.util.Map;

/**
 * Writes the records of one message, whose writing has failed: halves them until those are alone that it fails for. They are refused,
 * and the others are written. Where it fails for every one, nothing says that the records are at fault, and the message fails.
 */
final class HalvedWrite {

    private final ProjectionWriter writer;
    private final String source;
    private final Written written = Written.nothing();

    private HalvedWrite(ProjectionWriter writer, String source) {
        this.writer = writer;
        this.source = source;
    }

    /**
     * Writes records as {@link ProjectionWriter#write} does.
     *
     * @throws RuntimeException if a server is away, keys are contended, or the writing fails for every record
     */
    static Written write(ProjectionWriter writer, List<CastRecord> records, String source) {
        return new HalvedWrite(writer, source).write(records);
    }

    private Written write(List<CastRecord> records) {
        List<Map.Entry<CastRecord, Exception>> failing =
                Halving.<CastRecord, RuntimeException>failing(records, HalvedWrite::isNobodys, this::take);
        if (!records.isEmpty() && failing.size() == records.size()) {
            throw unchecked(failing.get(0).getValue());
        }
        failing.forEach(
                failed -> written.refuse(failed.getKey(), "cannot be written: " + Reasons.of(failed.getValue())));
        return written;
    }

    private void take(List<CastRecord> some) {
        written.add(writer.write(some, source));
    }

    /** What a server says of a single document is a {@link Refusal}; what it says otherwise may be true of every document. */
    private static boolean isNobodys(Throwable failure) {
        return failure instanceof ContentionException
                || failure instanceof MongoException
                || TransientFailures.isTransient(failure);
    }

    private static RuntimeException unchecked(Exception failure) {
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }
}
