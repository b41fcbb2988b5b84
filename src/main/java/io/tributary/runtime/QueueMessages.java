package io.tributary.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.definition.Definitions;
import io.tributary.projection.ChangeCodec;
import io.tributary.queue.ReceivedMessage;
import io.tributary.queue.ReplayRefusedException;
import io.tributary.record.MessageFormatException;
import io.tributary.record.PackedText;
import io.tributary.record.RecordBatch;
import io.tributary.record.RecordBatchCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the messages of a home's queues hold: readable for people, and in the form in which they may be sent again. */
public final class QueueMessages {

    private static final int LONGEST_TEXT = 2_000;

    /** The part of a tombstone's time that a replayed record has left to be taken in: a day of 15. */
    private static final int MARGIN = 15;

    private final RecordBatchCodec records;
    private final ChangeCodec changes;
    private final Duration keep;
    private final Clock clock;
    private final ObjectMapper json = new ObjectMapper();

    public QueueMessages(Definitions definitions, Settings settings, Clock clock) {
        this.records = new RecordBatchCodec(settings.number(Setting.MESSAGES_MAX_BYTES));
        this.changes = new ChangeCodec(definitions);
        this.keep = settings.duration(Setting.KEEP);
        this.clock = clock;
    }

    /**
     * A message's body as JSON, with at most so many rows of a record batch; what cannot be read, as its text and the reason.
     *
     * @param rows at most
     */
    public JsonNode describe(HomeQueue queue, ReceivedMessage message, int rows) {
        try {
            if (queue.kind() == HomeQueue.Kind.TOPIC) {
                return describe(records.decode(message.body(), queue.of(), message.sentAt()), rows);
            }
            return json.readTree(PackedText.text(message.body(), ChangeCodec.LONGEST_TEXT));
        } catch (MessageFormatException | JsonProcessingException e) {
            String body = message.body();
            return json.createObjectNode()
                    .put("unreadable", e.getMessage())
                    .put("text", body.length() <= LONGEST_TEXT ? body : body.substring(0, LONGEST_TEXT) + " ...");
        }
    }

    private ObjectNode describe(RecordBatch batch, int most) {
        ObjectNode node = json.createObjectNode()
                .put("topic", batch.topic())
                .put("source", batch.source())
                .put("place", batch.place())
                .put("readAt", batch.readAt().toString())
                .put("firstSequence", batch.firstSequence())
                .put("rows", batch.size());
        ArrayNode shown = node.putArray("first");
        for (int row = 0; row < Math.min(batch.size(), most); row++) {
            ObjectNode one =
                    shown.addObject().put("operation", batch.operation(row).name());
            if (batch.line(row) > 0) {
                one.put("line", batch.line(row));
            }
            one.set("values", json.valueToTree(values(batch, row)));
        }
        return node;
    }

    private static Map<String, @Nullable Object> values(RecordBatch batch, int row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        @Nullable Object[] raw = batch.rows().get(row);
        for (int i = 0; i < raw.length; i++) {
            boolean named =
                    !batch.unreadable().containsKey(row) && i < batch.columns().size();
            values.put(named ? batch.columns().get(i) : "text", raw[i]);
        }
        return values;
    }

    /**
     * The body with which a message may be sent again (DESIGN.md section 4): a plain object of another producer, whose version is the
     * time of its message, travels as a record batch with that version. All else carries its versions itself.
     *
     * @throws ReplayRefusedException if it could not be read, and would fail again; or if its records are so old that the tombstones of
     *     what was deleted since may be gone, so that they could bring it back
     */
    public String replayed(HomeQueue queue, ReceivedMessage message) throws ReplayRefusedException {
        try {
            return switch (queue.kind()) {
                case TOPIC -> replayed(records.decode(message.body(), queue.of(), message.sentAt()), message);
                case PROJECTION_CHANGES -> {
                    changes.decodeChanges(message.body());
                    yield message.body();
                }
                case VIEW -> {
                    changes.decodeKeys(message.body(), queue.of());
                    yield message.body();
                }
                case SUBSCRIBER -> message.body();
            };
        } catch (MessageFormatException | IllegalArgumentException e) {
            throw new ReplayRefusedException("it would fail again: " + e.getMessage());
        }
    }

    private String replayed(RecordBatch batch, ReceivedMessage message) throws ReplayRefusedException {
        Duration age = Duration.between(batch.readAt(), clock.instant());
        if (age.compareTo(keep.minus(keep.dividedBy(MARGIN))) > 0) {
            throw new ReplayRefusedException(
                    "its records were read at " + batch.readAt() + ", and tombstones are kept for "
                            + keep.toDays() + " days (" + Setting.KEEP.key()
                            + "): what was deleted since could come back. Read them from their source again");
        }
        RecordBatch resendable = RecordBatchCodec.resendable(batch, message.id());
        return resendable == batch ? message.body() : records.encode(resendable);
    }
}
