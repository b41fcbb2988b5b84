package io.tributary.agent;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.record.Names;
import java.time.Clock;
import java.util.List;

/** What agents work with in tests. */
final class Fixture {

    final MemoryCheckpoints checkpoints = new MemoryCheckpoints();
    final TestClock clock = new TestClock();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final FakeQueue queue;

    /** How many rows of every agent are rejected. */
    volatile int rejected;

    Fixture(String topic) {
        queue = new FakeQueue(topic);
    }

    AgentServices services() {
        return services(BatchLimits.DEFAULTS, clock);
    }

    AgentServices services(BatchLimits limits, Clock agentClock) {
        return new AgentServices(
                checkpoints,
                queue,
                new Names(""),
                queue.codec,
                limits,
                meters,
                agentClock,
                AgentProgress.NONE,
                new RejectedLimit(rejectedRows(), 100));
    }

    private RejectedRows rejectedRows() {
        return new RejectedRows() {
            @Override
            public int count(String agent, int most) {
                return Math.min(rejected, most);
            }

            @Override
            public List<String> reasons(String agent, int most) {
                return List.of("born: 'x' is no date", "id: is required");
            }
        };
    }
}
