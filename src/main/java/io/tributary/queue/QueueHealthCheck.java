package io.tributary.queue;

import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.jspecify.annotations.Nullable;

/**
 * Readiness of one consumer: down, with the reason, while it cannot receive or what it received cannot be processed. What is wrong with
 * the queue's policy is a detail, and no reason to be down.
 */
final class QueueHealthCheck extends AbstractHealthCheck {

    private final Trouble receiving;
    private final Trouble processing;
    private final Inspection inspection;

    QueueHealthCheck(String queue, Trouble receiving, Trouble processing, Inspection inspection) {
        super("tributary", "queue-" + queue);
        this.receiving = receiving;
        this.processing = processing;
        this.inspection = inspection;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> warnings = inspection.warnings();
        if (!warnings.isEmpty()) {
            builder.detail("warnings", String.join("; ", warnings));
        }
        String reason = reason();
        if (reason == null) {
            builder.up();
        } else {
            builder.message(reason).down();
        }
    }

    private @Nullable String reason() {
        String why = receiving.reason();
        return why == null ? processing.reason() : why;
    }
}
