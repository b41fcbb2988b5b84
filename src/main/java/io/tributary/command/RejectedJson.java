package io.tributary.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.projection.KeptRecord;
import java.time.Instant;

/** A rejected record as JSON: {@code values} is what came, in the form that it came in. */
final class RejectedJson {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RejectedJson() {}

    static ObjectNode of(KeptRecord record) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("id", record.id())
                .put("topic", record.topic())
                .put("projection", record.projection())
                .put("source", record.source())
                .put("place", record.place())
                .put("line", record.line())
                .put("operation", lower(record.operation()))
                .put("cause", lower(record.cause()))
                .put("reason", record.reason())
                .put("readAt", record.readAt().toString())
                .put("sequence", record.sequence())
                .put("firstRejectedAt", record.firstRejectedAt().toString())
                .put("rejectedAt", record.rejectedAt().toString())
                .put("replays", record.replays());
        Instant replayedAt = record.replayedAt();
        if (replayedAt != null) {
            node.put("replayedAt", replayedAt.toString());
        }
        try {
            return node.set("values", MAPPER.readTree(record.valuesText()));
        } catch (JsonProcessingException e) {
            return node.put("values", record.valuesText());
        }
    }

    static String lower(Enum<?> name) {
        return name.name().toLowerCase(java.util.Locale.ROOT);
    }
}
