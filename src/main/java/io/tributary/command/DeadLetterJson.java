package io.tributary.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.projection.MessageFailures;
import io.tributary.queue.ReceivedMessage;
import org.jspecify.annotations.Nullable;

/** A dead letter for programs: what is known of it, without its body. */
final class DeadLetterJson {

    private DeadLetterJson() {}

    static ObjectNode of(ReceivedMessage message, MessageFailures.@Nullable History history) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("id", message.id())
                .put("sentAt", message.sentAt().toString())
                .put("receiveCount", message.receiveCount());
        if (history != null) {
            node.putObject("failure")
                    .put("kind", history.kind())
                    .put("reason", history.reason())
                    .put("failures", history.failures())
                    .put("firstAt", history.firstAt().toString())
                    .put("lastAt", history.lastAt().toString())
                    .put("lastBy", history.lastBy());
        }
        return node;
    }
}
