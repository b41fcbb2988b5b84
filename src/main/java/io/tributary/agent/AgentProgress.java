package io.tributary.agent;

/** Hears how far agents have come: the demo's progress bars. Called by the agents' threads, a few times a second at most. */
@FunctionalInterface
public interface AgentProgress {

    /** Says nothing to nobody. */
    AgentProgress NONE = (agent, topic, rows, bytes) -> {};

    /**
     * An agent has published more.
     *
     * @param rows rows that SQS has confirmed since the last call
     * @param bytes bytes of the file that were read since the last call; 0 for tables
     */
    void advanced(String agent, String topic, long rows, long bytes);
}
