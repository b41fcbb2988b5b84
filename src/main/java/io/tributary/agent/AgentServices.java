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
        AgentProgress progress,
        RejectedLimit rejectedLimit) {

    /** Agents that never stop, however many of their rows are rejected. */
    public AgentServices(
            CheckpointStore checkpoints,
            MessageSender sender,
            Names names,
            RecordBatchCodec codec,
            BatchLimits limits,
            MeterRegistry meters,
            Clock clock,
            AgentProgress progress) {
        this(checkpoints, sender, names, codec, limits, meters, clock, progress, RejectedLimit.NONE);
    }

    /** The counter of the rows that an agent read and SQS confirmed. */
    Counter rowCounter(Source source) {
        return Counter.builder("tributary.agent.rows")
                .description("Rows that the agent read and SQS confirmed")
                .tag("topic", source.topic())
                .tag("agent", source.agent())
                .register(meters);
    }
}
