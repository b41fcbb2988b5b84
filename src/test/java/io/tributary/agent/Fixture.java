package io.tributary.agent;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.record.Names;
import java.time.Clock;

/** What agents work with in tests. */
final class Fixture {

    final MemoryCheckpoints checkpoints = new MemoryCheckpoints();
    final TestClock clock = new TestClock();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final FakeQueue queue;

    Fixture(String topic) {
        queue = new FakeQueue(topic);
    }

    AgentServices services() {
        return services(BatchLimits.DEFAULTS, clock);
    }

    AgentServices services(BatchLimits limits, Clock agentClock) {
        return new AgentServices(
                checkpoints, queue, new Names(""), queue.codec, limits, meters, agentClock, AgentProgress.NONE);
    }
}
