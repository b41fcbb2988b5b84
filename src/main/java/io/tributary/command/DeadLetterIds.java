package io.tributary.command;

import io.tributary.queue.ReceivedMessage;
import io.tributary.runtime.ConfigurationException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which dead letters of a queue a command works on: some, by their ids, or all. */
final class DeadLetterIds {

    @Parameters(index = "0", paramLabel = "QUEUE", description = "A queue, topic or view, or a dead-letter queue.")
    String queue = "";

    @Parameters(index = "1..*", paramLabel = "ID", description = "Ids of messages, as list prints them.")
    List<String> ids = List.of();

    @Option(names = "--all", description = "All dead letters of the queue.")
    boolean all;

    /** Those that were named and not seen yet. */
    private final Set<String> missing = new LinkedHashSet<>();

    /**
     * To be called before the first message.
     *
     * @throws ConfigurationException unless there are either ids or all
     */
    void check() {
        if (all == !ids.isEmpty()) {
            throw new ConfigurationException("give ids of messages, or --all");
        }
        missing.addAll(ids);
    }

    boolean wants(ReceivedMessage message) {
        return all || ids.contains(message.id());
    }

    void saw(List<ReceivedMessage> page) {
        page.forEach(message -> missing.remove(message.id()));
    }

    /** Whether there may be more to find. */
    boolean goOn() {
        return all || !missing.isEmpty();
    }

    Set<String> missing() {
        return missing;
    }
}
