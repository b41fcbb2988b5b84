package io.tributary.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a queue moves what failed too often.
 *
 * @param deadLetterQueue the full name of the dead-letter queue, the last part of its ARN
 * @param maxReceiveCount how often a message is received before it is moved
 */
public record RedrivePolicy(String deadLetterQueue, int maxReceiveCount) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads the attribute {@code RedrivePolicy}; nothing where a queue has none, or one that says nothing. */
    static Optional<RedrivePolicy> parse(@Nullable String attribute) {
        if (attribute == null || attribute.isBlank()) {
            return Optional.empty();
        }
        try {
            JsonNode policy = JSON.readTree(attribute);
            String arn = policy.path("deadLetterTargetArn").asText();
            return arn.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new RedrivePolicy(
                            arn.substring(arn.lastIndexOf(':') + 1),
                            policy.path("maxReceiveCount").asInt()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a redrive policy that is no JSON: " + attribute, e);
        }
    }
}
