package io.tributary.projection;

import io.tributary.cast.RejectedRecord.Cause;
import io.tributary.record.Operation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** A rejected record as it is kept. */
public record KeptRecord(Document document) {

    public String id() {
        return text("_id");
    }

    public String topic() {
        return text("topic");
    }

    public String projection() {
        return text("projection");
    }

    /** The agent, or {@code message} for a record of another producer. */
    public String source() {
        return text("source");
    }

    String origin() {
        return text("origin");
    }

    /** The file, table or directory. */
    public String place() {
        return text("place");
    }

    /** The line in the file, or 0. */
    public int line() {
        return document.getInteger("line", 0);
    }

    /** Place and line for people; empty where the source has neither. */
    public String where() {
        return line() == 0 ? place() : place() + ":" + line();
    }

    /** The read sequence, which keeps the record's place in the order of its key. */
    public long sequence() {
        return document.getLong("sequence");
    }

    /** When it was read: what its read sequence says. */
    public Instant readAt() {
        return Instant.EPOCH.plus(sequence(), ChronoUnit.MICROS);
    }

    public Operation operation() {
        return Operation.valueOf(text("operation"));
    }

    public Cause cause() {
        return Cause.valueOf(text("cause"));
    }

    public String reason() {
        return text("reason");
    }

    /** The reason without the value that is wrong. */
    public String problem() {
        return text("problem");
    }

    public Instant firstRejectedAt() {
        return document.getDate(RejectedRecords.FIRST_REJECTED_AT).toInstant();
    }

    public Instant rejectedAt() {
        return document.getDate(RejectedRecords.REJECTED_AT).toInstant();
    }

    /** How often it was sent again and rejected again. */
    public int replays() {
        return document.getInteger(RejectedRecords.REPLAYS, 0);
    }

    /** When it was sent again, while nothing is known yet of what became of it. */
    public @Nullable Instant replayedAt() {
        Date replayed = document.getDate(RejectedRecords.REPLAYED_AT);
        return replayed == null ? null : replayed.toInstant();
    }

    /** The values as they came, by column. */
    public Map<String, @Nullable Object> values() {
        return RejectedValues.read(document);
    }

    /** The values as JSON text. */
    public String valuesText() {
        return RejectedValues.text(document);
    }

    private String text(String field) {
        String text = document.getString(field);
        if (text == null) {
            throw new IllegalStateException("rejected record " + document.get("_id") + " has no " + field);
        }
        return text;
    }
}
