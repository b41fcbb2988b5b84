package io.tributary.agent;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.queue.MessageSender;
import io.tributary.record.Names;
import io.tributary.record.RecordBatchCodec;
import java.time.Clock;

/** What every agent works with. Routes know it by the name {@code agentServices}. */
public record AgentServices(
        CheckpointStore checkpoints,
        MessageSender sender,
        Names names,
        RecordBatchCodec codec,
        BatchLimits limits,
        MeterRegistry meters,
        Clock clock,
        AgentProgress progress) {

    /** The counter of the rows that an agent read and SQS confirmed. */
    Counter rowCounter(Source source) {
        return Counter.builder("tributary.agent.rows")
                .description("Rows that the agent read and SQS confirmed")
                .tag("topic", source.topic())
                .tag("agent", source.agent())
                .register(meters);
    }
}
