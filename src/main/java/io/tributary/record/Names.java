package io.tributary.record;

import java.util.regex.Pattern;

/**
 * The one place that turns topics, projections and views into names of queues and collections. The prefix keeps environments
 * apart that share an SQS account or a database, for example {@code test-}.
 */
public record Names(String prefix) {

    private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9_-]{1,75}");

    public Names {
        if (!prefix.isEmpty() && !QUEUE.matcher(prefix).matches()) {
            throw new IllegalArgumentException("tributary.prefix: '" + prefix
                    + "' may hold letters, digits, '-' and '_' only (queue names allow no more)");
        }
    }

    /** The queue of a topic: {@code crm.customer} becomes {@code crm-customer}, since queue names allow no dot. */
    public String topicQueue(String topic) {
        return queue(topic.replace('.', '-'));
    }

    public String projectionChangesQueue() {
        return queue("projection-changes");
    }

    /** The queue of a view's triggers. */
    public String viewQueue(String view) {
        return queue("view-" + view);
    }

    /** A queue that configuration names (without the prefix), such as a subscriber's. */
    public String queue(String name) {
        String full = prefix + name;
        if (!QUEUE.matcher(full).matches()) {
            throw new IllegalArgumentException(
                    "'" + full + "' is no queue name: letters, digits, '-' and '_', at most 75 (80 less '-dead')");
        }
        return full;
    }

    /** Where the queue's redrive policy moves what failed too often. */
    public String deadLetterQueue(String queue) {
        return queue + "-dead";
    }

    /** The collection of a projection or of a single view. */
    public String collection(String projectionOrView) {
        return prefix + projectionOrView;
    }

    public String rejectedCollection() {
        return prefix + "tributary_rejected";
    }

    /** One document per record batch that was taken in: what became of its rows. */
    public String batchesCollection() {
        return prefix + "tributary_batches";
    }

    /** What agents remember: checkpoints, reserved read sequences, pages of row fingerprints. */
    public String checkpointsCollection() {
        return prefix + "tributary_checkpoints";
    }

    /** One document per projection and single view: the definition that its stored documents are known to follow. */
    public String markersCollection() {
        return prefix + "tributary_definitions";
    }

    /** One document per message that failed: why, when and how often. */
    public String failuresCollection() {
        return prefix + "tributary_failures";
    }
}
